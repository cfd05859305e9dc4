/**
 * Reads from an OpenAPI description, 2.0 or 3.x, how cash sheets are requested: the path, and the
 * names of the parameters for the dates and the centres.
 */
import type { Json, JsonObject } from "../field-map";
import { isObject } from "../locate";
import { scoreWords, wordsOfKey } from "./lexicon";
import { ENTITY_PHRASES } from "./lexicon-days";
import type { Choice, ProposalQuestion } from "./proposal";

export type DescribedRequest = {
  request: { path?: string; parameters?: { from: string; to: string; centres: string }[] };
  choices: Choice[];
  questions: ProposalQuestion[];
};

const FROM = "from|start|start date|since|begin|date from|desde|inicio|debut|de|inizio|dal|von|ab";
const TO = "to|end|end date|until|finish|date to|hasta|fin|fine|al|bis";
const CENTRES = `${ENTITY_PHRASES.centre}|centers list|center lists|centres list|stores|units`;
const FIT_MIN = 0.45;

export function describeRequest(specification: Json): DescribedRequest {
  const described: DescribedRequest = { request: {}, choices: [], questions: [] };
  const operation = findOperation(specification);
  if (operation === null) {
    described.questions.push({
      kind: "not-found",
      path: "$.paths",
      facts: { field: "request.path" },
    });
    return described;
  }
  const path = joinBase(specification, operation.path);
  described.request.path = path;
  described.choices.push(choiceOf("request.path", path, 0.9));
  const names = operation.parameters;
  const from = bestName(names, FROM);
  const to = bestName(names, TO);
  const centres = bestName(names, CENTRES);
  if (from === null || to === null || centres === null || from === to) {
    const at = `$.paths["${operation.path}"]`;
    described.questions.push({ kind: "not-found", path: at, facts: { field: "request.centres" } });
    return described;
  }
  described.request.parameters = [{ from, to, centres }];
  described.choices.push(
    choiceOf("request.from", from, 0.9),
    choiceOf("request.to", to, 0.9),
    choiceOf("request.centres", centres, 0.9),
  );
  return described;
}

function choiceOf(field: Choice["field"], alias: string, confidence: number): Choice {
  const reason = { code: "specification", facts: { name: alias } } as const;
  return { field, alias, confidence, reason, alternatives: [] };
}

type Operation = { path: string; parameters: string[] };

/** The GET whose path mentions cash sheets, or the only one there is with parameters. */
function findOperation(specification: Json): Operation | null {
  const paths = isObject(specification) ? specification.paths : undefined;
  if (!isObject(paths)) return null;
  const operations = Object.entries(paths).flatMap(([path, item]): Operation[] => {
    if (!isObject(item) || !isObject(item.get)) return [];
    const listed = [item.parameters, item.get.parameters].flatMap((list) => {
      return Array.isArray(list) ? list : [];
    });
    const parameters = listed.flatMap((each) => {
      const { in: position, name } = resolve(each, specification);
      return position === "query" && typeof name === "string" ? [name] : [];
    });
    return [{ path, parameters }];
  });
  const named = operations.find(({ path }) => /cash_?-?sheet/i.test(path));
  const withParameters = operations.filter(({ parameters }) => parameters.length >= 3);
  const [only] = withParameters;
  return named ?? (withParameters.length === 1 && only !== undefined ? only : null);
}

/** Version 2 of the format has the beginning of all paths apart. */
function joinBase(specification: Json, path: string): string {
  const base = isObject(specification) ? specification.basePath : undefined;
  return typeof base === "string" && base !== "/" ? `${base.replace(/\/$/, "")}${path}` : path;
}

function resolve(value: Json, specification: Json): JsonObject {
  if (!isObject(value)) return {};
  if (typeof value.$ref !== "string") return value;
  let here: Json | undefined = specification;
  for (const key of value.$ref.replace(/^#\//, "").split("/")) {
    here = isObject(here) ? here[key] : undefined;
  }
  return isObject(here) ? here : {};
}

function bestName(names: readonly string[], phrases: string): string | null {
  const [best] = names
    .map((name) => ({ name, score: scoreWords(wordsOfKey(name), phrases) }))
    .filter(({ score }) => score >= FIT_MIN)
    .toSorted((one, other) => other.score - one.score);
  return best?.name ?? null;
}
