/**
 * The reasons that an organisation offers: the default set, which it may switch off, reorder and
 * word anew, and reasons of its own. A code that was ever used keeps its meaning.
 */
import type { Language } from "../format";
import type { Verdict } from "../line";
import { NO_REASON, REASONS, type ReasonCode, reasonFits } from "../reason";

/** Verdicts that want a reason; what lies within tolerance may have one too. */
export const EXPLAINED_VERDICTS = ["short", "over", "uncounted", "unexpected"] as const;
export type ExplainedVerdict = (typeof EXPLAINED_VERDICTS)[number];

export type OfferedReason = {
  code: string;
  active: boolean;
  verdicts: readonly ExplainedVerdict[];
  /** Words of its own, by language; where one is missing, the usual ones, or any, are shown. */
  labels: Partial<Record<Language, string | undefined>>;
};

/** It says nothing by itself, so it wants a text; and it is always offered. */
export const OTHER: ReasonCode = "other";

export function isDefaultReason(code: string): code is ReasonCode {
  return REASONS.some((reason) => reason === code);
}

/** What is offered where nobody changed anything. */
export function defaultReasons(): OfferedReason[] {
  return REASONS.map((code) => ({
    code,
    active: true,
    labels: {},
    verdicts: EXPLAINED_VERDICTS.filter((verdict) => reasonFits(code, verdict)),
  }));
}

/** A stored list, with the defaults that it does not know yet; "other" stands last. */
export function completeReasons(stored: readonly OfferedReason[]): OfferedReason[] {
  const known = new Set(stored.map(({ code }) => code));
  const all = [...stored, ...defaultReasons().filter(({ code }) => !known.has(code))];
  const others = all.filter(({ code }) => code === OTHER);
  return [...all.filter(({ code }) => code !== OTHER), ...others];
}

export type ListRefusal = "twice" | "other-needed" | "reason-removed" | "no-words";

/** Why `next` can't replace `stored`; null when it can. A reason nobody wants is switched off. */
export function refusalOfList(
  stored: readonly OfferedReason[],
  next: readonly OfferedReason[],
): { refusal: ListRefusal; code: string } | null {
  const codes = next.map(({ code }) => code);
  const twice = codes.find((code, place) => codes.indexOf(code) !== place);
  if (twice !== undefined) return { refusal: "twice", code: twice };
  const removed = stored.find(({ code }) => !codes.includes(code));
  if (removed !== undefined) return { refusal: "reason-removed", code: removed.code };
  const other = next.find(({ code }) => code === OTHER);
  const always = EXPLAINED_VERDICTS.every((verdict) => other?.verdicts.includes(verdict));
  if (other?.active !== true || !always) return { refusal: "other-needed", code: OTHER };
  const mute = next.find(
    ({ code, labels }) => !isDefaultReason(code) && Object.values(labels).every((text) => !text),
  );
  return mute === undefined ? null : { refusal: "no-words", code: mute.code };
}

/** In the order of the list. Within tolerance, whatever explains a difference will do. */
export function reasonsOffered(list: readonly OfferedReason[], verdict: Verdict): OfferedReason[] {
  return list.filter((reason) => reason.active && offersFor(reason, verdict));
}

function offersFor({ verdicts }: OfferedReason, verdict: Verdict): boolean {
  if (verdict === "matched") return false;
  if (verdict === "within-tolerance")
    return verdicts.includes("short") || verdicts.includes("over");
  return verdicts.includes(verdict);
}

/** Its own words, the usual ones of a default, any other of its own, or the bare code. */
export function reasonWords(
  reason: OfferedReason | undefined,
  language: Language,
  usual: string | null,
): string | null {
  const labels = reason?.labels ?? {};
  return labels[language] ?? usual ?? Object.values(labels).find(Boolean) ?? null;
}

const CODE_MAX = 40;

/** A code for a reason that is worded so: letters, digits and hyphens, and none of those taken. */
export function codeFor(words: string, taken: readonly string[]): string {
  const plain = words
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, CODE_MAX - 4)
    .replace(/-+$/, "");
  const stem = plain.length < 2 ? "reason" : plain;
  let code = stem;
  const isTaken = () => code === NO_REASON || taken.includes(code);
  for (let number = 2; isTaken(); number += 1) code = `${stem}-${number}`;
  return code;
}
