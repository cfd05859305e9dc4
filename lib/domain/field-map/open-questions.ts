/** Lists what stays open of a response after it has been read by a field map. */
import { decimalsOf } from "../money";
import { compileMap } from "./context";
import { type Found, withoutIndices } from "./cursor";
import type { FieldMap, Json } from "./field-map";
import { describeForm, type FormNode } from "./form";
import { listQuestions, type Question } from "./questions";
import type { ReadOptions } from "./read-identity";
import { readResponse, type Reading } from "./read-response";

export type Wanted = Pick<ReadOptions, "currencies" | "clocks" | "dates">;
export type Read = {
  reading: Extract<Reading, { kind: "read" }>;
  wanted: Wanted;
  /** The form of the response where it is known already. */
  form?: FormNode;
};

export function questionsOf(
  root: Json,
  map: FieldMap,
  { reading, wanted, form = describeForm(root) }: Read,
  used = listUsedPaths(root, map),
): Question[] {
  const { currencies } = wanted;
  const currency = "any" in currencies ? currencies.any : ([...currencies.values()][0] ?? "");
  return listQuestions({
    root,
    form,
    used: used.paths,
    skipped: used.skipped,
    ignored: new Set(map.ignored),
    sheets: reading.sheets.map(({ sheet }) => sheet),
    rowsPath: reading.rowsPath,
    records: reading.records,
    hasRequested: reading.hasRequested,
    assumedTillId: map.assumed.tillId,
    // A map that names the scale leaves nothing to ask.
    decimals: map.amounts.scale === null ? decimalsOf(currency) : 0,
  });
}

export type Used = { paths: ReadonlySet<string>; skipped: ReadonlySet<string> };

/** Dates do not matter for the paths, so that any clock will do. */
const ANY_CLOCK = { any: { timeZone: "UTC", dayStartsAt: "00:00" } };

/** Every record is read again, so that what only some of them have counts as used. */
export function listUsedPaths(root: Json, map: FieldMap): Used {
  const paths = new Set<string>();
  const skipped = new Set<string>();
  readResponse(root, {
    map,
    currencies: { any: "" },
    clocks: ANY_CLOCK,
    dates: null,
    onFound: ({ path }: Found) => paths.add(withoutIndices(path)),
    onSkipped: (path) => skipped.add(withoutIndices(path)),
  });
  return { paths, skipped };
}

/** Tells whether the used paths depend on the form of a response alone, and not on its values. */
export function dependsOnForm(map: FieldMap): boolean {
  return Object.values(compileMap(map).matchers).every(({ filtered }) => filtered.length === 0);
}
