import "server-only";

/**
 * Probes one centre and one day, and reports what the field map makes of the response: what was
 * found where, what no field took, and what is missing. Nothing is stored.
 */
import { parse, stringify } from "lossless-json";
import type { ProbeResult } from "@/lib/contracts/connection";
import {
  FIELD_NAMES,
  type FieldMap,
  type FieldName,
  type Json,
} from "@/lib/domain/field-map/field-map";
import type { CentreClock } from "@/lib/domain/business-date";
import { type Found, pathText, withoutIndices } from "@/lib/domain/field-map/cursor";
import { listKeyed } from "@/lib/domain/field-map/form";
import { isObject } from "@/lib/domain/field-map/locate";
import { questionsOf, type Wanted } from "@/lib/domain/field-map/open-questions";
import type { Question } from "@/lib/domain/field-map/questions";
import { readResponse } from "@/lib/domain/field-map/read-response";
import { giveWay } from "../give-way";
import { cutResponse } from "./cut-response";
import { parseResponse } from "./parse-response";
import { findAcceptedQuestions } from "./questions";
import { cashrec } from "./connection";

const PAYLOAD_LETTERS_MAX = 1_000_000;
/** What takes longer than a tenth of a second keeps everybody waiting. */
const EXAMINED_LETTERS_MAX = 200_000;
const PATHS_MAX = 2_000;
const DEPTH_MAX = 20;
const EXAMPLE_LETTERS_MAX = 80;

export type Probed = {
  centreId: string;
  businessDate: string;
  currency: string | null;
  /** The clock of the centre, if it is one of ours. */
  clock?: CentreClock | null;
};

/** Stands for a centre that is not known. */
export const ANY_CLOCK: CentreClock = { timeZone: "UTC", dayStartsAt: "00:00" };

export async function probe(probed: Probed): Promise<ProbeResult> {
  const { centreId, businessDate, currency } = probed;
  const clock = probed.clock ?? ANY_CLOCK;
  const client = await cashrec();
  const asked = { centreIds: [centreId], from: businessDate, to: businessDate };
  const whole = await client.fetchText(asked);
  const text = cutResponse(whole, EXAMINED_LETTERS_MAX);
  const isPart = text !== whole;
  await giveWay();
  const examined = examine(text, client.fieldMap, currency, clock);
  const result = { ...examined, cut: examined.cut || isPart };
  if (result.problem !== null || client.source !== "live") return result;
  const wanted = {
    currencies: new Map([[centreId, currency ?? ""]]),
    clocks: { any: clock },
    dates: { from: businessDate, to: businessDate },
  };
  const accepted = await findAcceptedQuestions();
  await giveWay();
  const questions = listOpenQuestions(parseResponse(text), client.fieldMap, wanted);
  const open = questions.filter(({ id }) => !accepted.has(id));
  // What was cut has fewer records than the response counts.
  return { ...result, questions: open.filter(({ kind }) => !isPart || kind !== "one-page") };
}

export function listOpenQuestions(tree: Json, map: FieldMap, wanted: Wanted): Question[] {
  const reading = readResponse(tree, { map, ...wanted });
  return reading.kind === "drift" ? [] : questionsOf(tree, map, { reading, wanted });
}

/** When neither the centre nor the sheet has a currency, amounts are read with two decimals. */
export function examine(
  text: string,
  map: FieldMap,
  currency: string | null,
  clock = ANY_CLOCK,
): ProbeResult {
  const tree = parseResponse(text);
  const shown = stringify(parse(text), null, 2) ?? "";
  return {
    payload: shown.slice(0, PAYLOAD_LETTERS_MAX),
    cut: shown.length > PAYLOAD_LETTERS_MAX,
    ...examineTree(tree, map, { currencies: { any: currency ?? "" }, clocks: { any: clock } }),
  };
}

function examineTree(
  tree: Json,
  map: FieldMap,
  wanted: Pick<Wanted, "currencies" | "clocks">,
): Omit<ProbeResult, "payload" | "cut"> {
  const found = new Map<string, ProbeResult["mapped"][number]>();
  const onFound = ({ field, path, value }: Found) => {
    const where = withoutIndices(path);
    const key = `${field} ${where}`;
    if (!found.has(key)) found.set(key, { field, path: where, example: exampleOf(value) });
  };
  const reading = readResponse(tree, { map, ...wanted, dates: null, onFound });
  const mapped = [...found.values()];
  const sheets = reading.kind === "read" ? reading.sheets.map(({ sheet }) => sheet) : null;
  return {
    mapped,
    unmapped: unmappedIn(tree, new Set(mapped.map(({ path }) => path))),
    missing: missingFrom(map, new Set(mapped.map(({ field }) => field))),
    findings: (sheets ?? []).flatMap((sheet) => sheet.findings ?? []),
    questions: [],
    problem: reading.kind === "drift" ? `${reading.path}: ${reading.reason}` : null,
    sheets: sheets === null ? null : JSON.stringify(sheets, null, 2).slice(0, PAYLOAD_LETTERS_MAX),
  };
}

function unmappedIn(tree: Json, taken: ReadonlySet<string>): ProbeResult["unmapped"] {
  const paths = new Map<string, string>();
  const keyed = listKeyed(taken);
  const visit = (value: Json, path: string, depth: number): void => {
    if (paths.size >= PATHS_MAX || depth > DEPTH_MAX) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, `${path}[]`, depth + 1);
    } else if (isObject(value) && keyed.has(`${path}{}`)) {
      for (const inner of Object.values(value)) visit(inner, `${path}{}`, depth + 1);
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value))
        visit(inner, path + pathText([key]).slice(1), depth + 1);
    } else if (!taken.has(path) && !paths.has(path)) {
      paths.set(path, exampleOf(value));
    }
  };
  visit(tree, "$", 0);
  return [...paths].map(([path, example]) => ({ path, example }));
}

/**
 * Lists that only lead to others, or for which another field stands, are not reported as missing.
 */
const STAND_INS: Partial<Record<FieldName, FieldName[]>> = {
  tenders: ["tenderId", "tenderName", "cards", "vouchers", "cashSales"],
  cards: ["tenders", "tenderId"],
  vouchers: ["tenders", "tenderId"],
  cashSales: ["tenders", "tenderId"],
  tenderId: ["tenderName", "cashSales"],
  tenderAmount: ["unitValue", "cashSales"],
  tenderCurrency: ["currency", "tenderId", "tenderName"],
  quantity: ["tenderAmount"],
  unitValue: ["tenderAmount"],
  movements: ["contributions", "withdrawals"],
  contributions: ["movements"],
  withdrawals: ["movements"],
  shiftName: ["shiftId"],
  tillName: ["tillId"],
};
const NEVER_MISSED: FieldName[] = [
  ...(["sheets", "shifts", "tills"] as const),
  ...([
    "entryLabel",
    "entryDirection",
    "entryPaidWith",
    "entryAmount",
    "tenderKind",
    "version",
  ] as const),
];

function missingFrom(map: FieldMap, found: ReadonlySet<string>): ProbeResult["missing"] {
  const needed: FieldName[] = ["centreId", "businessDate", ...map.required];
  return FIELD_NAMES.filter(
    (field) =>
      !found.has(field) &&
      !hasConstant(map, field) &&
      !NEVER_MISSED.includes(field) &&
      !STAND_INS[field]?.some((other) => found.has(other)),
  ).map((field) => ({ field, required: needed.includes(field) }));
}

function hasConstant({ fields }: FieldMap, field: FieldName): boolean {
  return fields[field].some((each) => typeof each === "object" && "constant" in each);
}

function exampleOf(value: unknown): string {
  if (Array.isArray(value)) return `${value.length} in a list`;
  return (typeof value === "string" ? value : JSON.stringify(value)).slice(0, EXAMPLE_LETTERS_MAX);
}
