import "server-only";

/**
 * Tries a field map on responses that somebody fetched or brought, and proposes one where the map
 * in force leaves something open. Nothing is stored or logged.
 */
import type { z } from "zod";
import { type FieldMapFile, fieldMapFileSchema } from "@/lib/contracts/field-map";
import type {
  MapChoice,
  TriedResponse,
  TriedResult,
  TrialResult,
  trialSchema,
} from "@/lib/contracts/field-map-trial";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import type { CentreClock } from "@/lib/domain/business-date";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import { overBuiltIn } from "@/lib/domain/field-map/over-built-in";
import { proposeFieldMap } from "@/lib/domain/field-map/proposal/propose";
import { readResponse } from "@/lib/domain/field-map/read-response";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { findMapInForce } from "./map-in-force";
import { parseResponse } from "./parse-response";
import { ANY_CLOCK, examine, listOpenQuestions } from "./probe";
import { findProbedCentre } from "./probe-centre";
import { findAcceptedQuestions } from "./questions";
import { countAsked, countSums, listTriedLines, sumLines } from "./trial-lines";

const LINES_MAX = 500;

type Sample = TriedResponse & {
  json: Json;
  currency: string | null;
  clock: CentreClock;
};

export async function tryFieldMap(
  _scope: unknown,
  { responses, specification, map, propose }: z.infer<typeof trialSchema>,
): Promise<TrialResult> {
  const samples = await Promise.all(responses.map(readSample));
  if (map !== null) return describe(samples, { map, basis: "given" });
  const inForce = await findFileInForce();
  const present = await describe(samples, { map: inForce, basis: "in-force" });
  if (!propose && isSettled(present)) return { ...present, choices: choicesOf(present) };
  return proposed(samples, specification === null ? null : parseSpecification(specification));
}

async function readSample(given: TriedResponse): Promise<Sample> {
  const centre = given.centreId === null ? null : await findProbedCentre(given.centreId);
  return {
    ...given,
    json: parseResponse(given.text),
    currency: centre?.currency ?? null,
    clock: centre?.clock ?? ANY_CLOCK,
  };
}

function parseSpecification(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new AppError("INVALID", "The specification is not valid JSON.", {
      errors: [{ path: "specification", message: "Give an OpenAPI description as JSON" }],
    });
  }
}

/** The map in force as it was saved, or as its file has it, without what is built in. */
async function findFileInForce(): Promise<FieldMapFile> {
  const { from, map } = await findMapInForce();
  if (from === "built-in") return {};
  const [saved] =
    from === "saved"
      ? await sql<{ map: unknown }>(
          "SELECT map FROM field_map_version ORDER BY version DESC LIMIT 1",
        )
      : [];
  return fieldMapFileSchema.parse(saved?.map ?? structuredClone(map));
}

async function proposed(
  samples: readonly Sample[],
  specification: Json | null,
): Promise<TrialResult> {
  const { map, choices, questions } = proposeFieldMap({
    responses: samples.map(({ json, currency, centreId, businessDate }) => ({
      json,
      currency,
      asked:
        centreId === null || businessDate === null
          ? null
          : { centreIds: [centreId], from: businessDate, to: businessDate },
    })),
    specification,
  });
  const file = fieldMapFileSchema.parse(JSON.parse(JSON.stringify(map)));
  const result = await describe(samples, { map: file, basis: "proposed" });
  return {
    ...result,
    choices,
    proposalQuestions: questions.map(({ kind, path, facts }) => ({ kind, path, facts })),
  };
}

type Tried = Pick<TrialResult, "map" | "basis">;

async function describe(samples: readonly Sample[], { map, basis }: Tried): Promise<TrialResult> {
  const whole = overBuiltIn(map);
  const accepted = await findAcceptedQuestions();
  const read = samples.map((sample) => readWith(sample, whole, accepted));
  const sheets = read.flatMap((each) => each.sheets.map((sheet) => ({ ...each, sheet })));
  const lines = sheets.flatMap(({ sheet, currency }) => listTriedLines(sheet, currency));
  return {
    map,
    basis,
    choices: [],
    proposalQuestions: [],
    responses: read.map(({ result }) => result),
    lines: lines.slice(0, LINES_MAX),
    totals: sumLines(lines),
    linesCut: lines.length > LINES_MAX,
    tendersAddUp: countSums(sheets.map(({ sheet }) => sheet)),
    asked: countAsked(read),
  };
}

type ReadSample = {
  result: TriedResult;
  sheets: CashSheet[];
  sample: Sample;
  currency: string | null;
};

function readWith(sample: Sample, map: FieldMap, accepted: ReadonlySet<string>): ReadSample {
  const { json, text, currency, centreId, businessDate } = sample;
  const result: TriedResult = examine(text, map, currency, sample.clock);
  const clocks = { any: sample.clock };
  const any = { currencies: { any: currency ?? "" }, dates: null, clocks };
  const reading = readResponse(json, { map, ...any });
  if (reading.kind === "drift") return { result, sheets: [], sample, currency };
  const wanted =
    centreId === null || businessDate === null
      ? any
      : {
          currencies: new Map([[centreId, currency ?? ""]]),
          dates: { from: businessDate, to: businessDate },
          clocks,
        };
  const questions = listOpenQuestions(json, map, wanted).filter(({ id }) => !accepted.has(id));
  const sheets = reading.sheets.map(({ sheet }) => sheet);
  return { result: { ...result, questions }, sheets, sample, currency };
}

function isSettled({ responses, lines }: TrialResult): boolean {
  return (
    lines.length > 0 &&
    responses.every(({ problem, questions }) => problem === null && questions.length === 0)
  );
}

/** What the map in force found, as choices that can be changed like those of a proposal. */
function choicesOf({ responses }: TrialResult): MapChoice[] {
  const aliases = new Map<string, string>();
  for (const { field, path } of responses.flatMap(({ mapped }) => mapped)) {
    if (!aliases.has(field)) aliases.set(field, path.replace(/^.*(\[\]|\$)\.?/, ""));
  }
  return [...aliases].map(([field, alias]) => ({
    field,
    alias,
    confidence: 1,
    reason: { code: "in-force", facts: {} },
    alternatives: [],
  }));
}
