/**
 * Proposes a field map for responses of Cashrec. Whatever it is not sure of becomes a question; it
 * never guesses without one.
 */
import { BUILT_IN_MAP } from "../built-in";
import { type Found, withoutIndices } from "../cursor";
import { FIELD_NAMES, type FieldName } from "../field-map";
import { readResponse } from "../read-response";
import type { Choice, Proposal, ProposalInput, ProposalQuestion } from "./proposal";

export function proposeFieldMap({ responses }: ProposalInput): Proposal {
  const found = new Map<FieldName, string[]>();
  const questions: ProposalQuestion[] = [];
  for (const { json, currency } of responses) {
    const onFound = ({ field, path }: Found) => {
      const aliases = found.get(field) ?? [];
      const key = keyOf(path);
      if (!aliases.includes(key)) aliases.push(key);
      found.set(field, aliases);
    };
    const currencies = { any: currency ?? "" };
    const reading = readResponse(json, { map: BUILT_IN_MAP, currencies, dates: null, onFound });
    if (reading.kind === "drift") {
      questions.push({ kind: "unread", path: reading.path, facts: { reason: reading.reason } });
    }
  }
  const choices = FIELD_NAMES.map((field) => choiceOf(field, found.get(field) ?? []));
  const needed = ["centreId", "businessDate", "tenderAmount"] as const;
  for (const field of needed) {
    if (!found.has(field)) questions.push({ kind: "not-found", path: "$", facts: { field } });
  }
  return { map: { fields: Object.fromEntries(found) }, choices, questions };
}

function choiceOf(field: FieldName, [first, ...others]: string[]): Choice {
  const reason = (alias: string) => ({ code: "name" as const, facts: { words: alias } });
  if (first === undefined) {
    const none = { code: "none" as const, facts: {} };
    return { field, alias: null, confidence: 0, reason: none, alternatives: [] };
  }
  const alternatives = others.map((alias) => ({ alias, confidence: 0.5, reason: reason(alias) }));
  return { field, alias: first, confidence: 0.9, reason: reason(first), alternatives };
}

function keyOf(path: string): string {
  return withoutIndices(path).replace(/^.*(\[\]|\$)\.?/, "");
}
