import "server-only";

/**
 * Parses the text of a response into cash sheets, each with the part of the JSON that it came from.
 */
import { createHash } from "node:crypto";
import type { CentreClock } from "@/lib/domain/business-date";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { splitBraces } from "@/lib/domain/field-map/compile-locator";
import type { FieldMap, Json } from "@/lib/domain/field-map/field-map";
import type { ReadOptions } from "@/lib/domain/field-map/read-identity";
import { readResponse, type Reading } from "@/lib/domain/field-map/read-response";
import { AppError } from "../app-error";
import { giveWay } from "../give-way";
import { parseExactly } from "./exact-json";
import { RECORDS_MAX } from "./limits";
import type { QuestionCheck } from "./questions";
import { sliceEntries, sliceRows } from "./row-slice";

export type FetchedSheet = {
  sheet: CashSheet;
  /**
   * The payload is Cashrec's own JSON of this sheet, byte for byte; it is a list where the sheet
   * came as several records.
   */
  payload: string;
  /** The hash is the SHA-256 of the payload in hexadecimal. */
  hash: string;
};

type Wanted = Pick<ReadOptions, "currencies" | "clocks" | "dates" | "recordsMax">;

/** Parses all or nothing. Throws UPSTREAM_CHANGED with the path of the part that can't be read. */
export function readSheets(text: string, map: FieldMap, wanted: Wanted): FetchedSheet[] {
  return cutSheets(text, readTree(parseResponse(text), map, wanted));
}

/**
 * Refuses also what could be read, as long as a question about it is open. Each step of a large
 * response takes half a second, and other requests run in between.
 */
export async function readSettledSheets(
  text: string,
  { map, check }: { map: FieldMap; check: QuestionCheck },
  wanted: Wanted,
): Promise<FetchedSheet[]> {
  const tree = parseResponse(text);
  await giveWay();
  const reading = readTree(tree, map, { ...wanted, recordsMax: RECORDS_MAX });
  await giveWay();
  await check.refuseOpen(tree, map, { reading, wanted });
  return cutSheets(text, reading);
}

type ReadReading = Extract<Reading, { kind: "read" }>;

function readTree(tree: Json, map: FieldMap, wanted: Wanted): ReadReading {
  const reading = readResponse(tree, { map, ...wanted });
  if (reading.kind === "drift") {
    throw new AppError(
      "UPSTREAM_CHANGED",
      `Cashrec's answer has an unknown form at ${reading.path}: ${reading.reason}. ` +
        "Nothing of it was stored. Try the connection in the settings to see what was found.",
    );
  }
  return reading;
}

export function cutSheets(text: string, reading: ReadReading): FetchedSheet[] {
  if (reading.sheets.length === 0) return [];
  const slices = cutRows(text, reading);
  return reading.sheets.map(({ sheet, rows }) => {
    const payload = payloadOf(rows.map((row) => slices[row] ?? ""));
    return { sheet, payload, hash: createHash("sha256").update(payload).digest("hex") };
  });
}

function cutRows(text: string, { rowsPath, isKeyed }: ReadReading): string[] {
  if (rowsPath === null) return [text.trim()];
  return isKeyed ? sliceEntries(text, rowsPath) : sliceRows(text, rowsPath);
}

type StoredKey = {
  centreId: string;
  businessDate: string;
  currency: string;
} & Partial<CentreClock>;

/** Reads a stored payload again, with the field map in force. */
export function readPayload(
  payload: string,
  map: FieldMap,
  { centreId, businessDate, currency, timeZone, dayStartsAt }: StoredKey,
): CashSheet | null {
  const wanted: Wanted = {
    currencies: new Map([[centreId, currency]]),
    dates: { from: businessDate, to: businessDate },
  };
  if (timeZone !== undefined && dayStartsAt !== undefined) {
    wanted.clocks = new Map([[centreId, { timeZone, dayStartsAt }]]);
  }
  return readSheets(payload, forPayload(map), wanted)[0]?.sheet ?? null;
}

const forPayloads = new WeakMap<FieldMap, FieldMap>();

/**
 * A payload is an element of the list of records, so that a path to that list does not apply to it.
 * Where the keys of the records are data, it has its own around it.
 */
function forPayload(map: FieldMap): FieldMap {
  if (map.rows === null) return map;
  const { field } = splitBraces(map.rows);
  const known = forPayloads.get(map) ?? { ...map, rows: field === null ? null : `{${field}}` };
  forPayloads.set(map, known);
  return known;
}

export function parseResponse(text: string): Json {
  if (text.trim() === "") throw new AppError("UPSTREAM_CHANGED", "Cashrec sent an empty answer.");
  try {
    return parseExactly(text);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    // The parser's message quotes what it read, so it is not passed on.
    throw new AppError(
      "UPSTREAM_CHANGED",
      "Cashrec's answer is not whole, valid JSON, or gives one name two values. " +
        "Nothing of it was stored.",
    );
  }
}

/** Flat records are sorted, so that another order of the same records is not another version. */
function payloadOf(rows: string[]): string {
  return rows.length === 1 ? (rows[0] ?? "") : `[${rows.sort().join(",\n")}]`;
}
