import "server-only";

/**
 * Reads the cash sheets of a file through the field map: all of them, or every fault that can be
 * found.
 */
import type { Centre } from "@/lib/contracts/centre";
import { lastCountable } from "@/lib/domain/business-date";
import { questionsOf, type Wanted } from "@/lib/domain/field-map/open-questions";
import type { Question } from "@/lib/domain/field-map/questions";
import { readResponse, type Reading } from "@/lib/domain/field-map/read-response";
import type { SheetFault } from "@/lib/domain/sheet-import/import-fault";
import { giveWay } from "../give-way";
import { cutSheets, type FetchedSheet } from "../cashrec/parse-response";
import type { ParsedFile } from "./parse-file";

/** Centres by their id: those in which the reader may import. */
export type Centres = ReadonlyMap<string, Centre>;
export type FileSheets = { sheets: FetchedSheet[]; questions: Question[] };

type ReadReading = Extract<Reading, { kind: "read" }>;

/** Reading more would hold up other requests for seconds. */
const RECORDS_MAX = 100_000;

/**
 * Any centre and date is read first, so that none is passed over in silence. Other requests run
 * between the steps.
 */
export async function readFileSheets(
  parsed: ParsedFile,
  centres: Centres,
): Promise<FileSheets | SheetFault[]> {
  const { tree, map, text } = parsed;
  await giveWay();
  const any = { timeZone: "UTC", dayStartsAt: "00:00" };
  const all = read(parsed, { currencies: { any: "" }, clocks: { any }, dates: null });
  if (Array.isArray(all)) return all;
  if (all.sheets.length === 0) return [{ code: "no-sheets", row: null, path: null, value: "" }];
  const faults = all.sheets.flatMap(({ sheet, rows }) => {
    const code = refuse(sheet, centres);
    return code === null ? [] : [faultOf(parsed, rows[0] ?? 0, code, sheet)];
  });
  if (faults.length > 0) return faults;
  const named = new Set(all.sheets.map(({ sheet }) => sheet.centreId));
  const mine = [...centres.values()].filter(({ id }) => named.has(id));
  const wanted: Wanted = {
    currencies: new Map(mine.map(({ id, currency }) => [id, currency])),
    clocks: new Map(mine.map(({ id, ...clock }) => [id, clock])),
    dates: null,
  };
  await giveWay();
  const reading = read(parsed, wanted);
  if (Array.isArray(reading)) return reading;
  await giveWay();
  return {
    sheets: cutSheets(text, reading),
    questions: questionsOf(tree, map, { reading, wanted }),
  };
}

function refuse(
  { centreId, businessDate }: FetchedSheet["sheet"],
  centres: Centres,
): SheetFault["code"] | null {
  const centre = centres.get(centreId);
  if (centre === undefined) return "unknown-centre";
  return businessDate > lastCountable(Date.now(), centre) ? "too-far-ahead" : null;
}

function faultOf(
  { rows }: ParsedFile,
  record: number,
  code: SheetFault["code"],
  { centreId, businessDate }: FetchedSheet["sheet"],
): SheetFault {
  const value = `${centreId}, ${businessDate}`;
  return { code, row: rows?.[record] ?? null, path: null, value };
}

/** A row that does not fit is found by itself, so that all of them are named at once. */
function read(parsed: ParsedFile, wanted: Wanted): ReadReading | SheetFault[] {
  const { tree, map, rows } = parsed;
  const reading = readResponse(tree, { map, ...wanted, recordsMax: RECORDS_MAX });
  if (reading.kind === "read") return reading;
  if (rows === null || rows.length > RECORDS_MAX || !Array.isArray(tree)) {
    return [formFault(reading, null)];
  }
  const faults = tree.flatMap((record, at) => {
    const one = readResponse([record], { map, ...wanted });
    return one.kind === "read" ? [] : [formFault(one, rows[at] ?? null)];
  });
  return faults.length > 0 ? faults : [formFault(reading, rowOf(reading.path, rows))];
}

type Drift = Extract<Reading, { kind: "drift" }>;

/** The path of a row is the name of its column. */
function formFault({ path, reason }: Drift, row: number | null): SheetFault {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const own = row === null ? path : path.replace(/^\$(\[\d+\])?\.?/, "");
  return { code: "form", row, path: own === "" ? null : own, value: reason };
}

function rowOf(path: string, rows: readonly number[]): number | null {
  const [, index] = /^\$\[(\d+)\]/.exec(path) ?? [];
  return index === undefined ? null : (rows[Number(index)] ?? null);
}
