/** Lists what stays open of a response after it has been read by a field map. */
import { decimalsOf } from "../money";
import { type Found, withoutIndices } from "./cursor";
import type { FieldMap, Json } from "./field-map";
import { listQuestions, type Question } from "./questions";
import type { ReadOptions } from "./read-identity";
import { readResponse, type Reading } from "./read-response";

export type Wanted = Pick<ReadOptions, "currencies" | "dates">;
export type Read = { reading: Extract<Reading, { kind: "read" }>; wanted: Wanted };

export function questionsOf(
  root: Json,
  map: FieldMap,
  { reading, wanted }: Read,
  used = listUsedPaths(root, map),
): Question[] {
  const { currencies } = wanted;
  const currency = "any" in currencies ? currencies.any : ([...currencies.values()][0] ?? "");
  return listQuestions({
    root,
    used,
    sheets: reading.sheets.map(({ sheet }) => sheet),
    rowsPath: reading.rowsPath,
    records: reading.records,
    hasRequested: reading.hasRequested,
    assumedTillId: map.assumed.tillId,
    decimals: decimalsOf(currency),
  });
}

/** Every record is read again, so that what only some of them have counts as used. */
export function listUsedPaths(root: Json, map: FieldMap): ReadonlySet<string> {
  const used = new Set<string>();
  const onFound = ({ path }: Found) => used.add(withoutIndices(path));
  readResponse(root, { map, currencies: { any: "" }, dates: null, onFound });
  return used;
}
