/** Completes the parts of a map that somebody has given with those of the built-in map. */
import { BUILT_IN_MAP } from "./built-in";
import type { FieldMap } from "./field-map";

/** A map with gaps, as a file or a page gives it. */
type Given<Whole> = { [Key in keyof Whole]?: Whole[Key] | undefined };

type GivenMap = Given<
  Pick<FieldMap, "rows" | "required" | "always" | "ignored" | "dates" | "moments">
> & {
  fields?: Given<FieldMap["fields"]> | undefined;
  words?: Given<FieldMap["words"]> | undefined;
  values?: Given<FieldMap["values"]> | undefined;
  assumed?: Given<FieldMap["assumed"]> | undefined;
  amounts?: Given<FieldMap["amounts"]> | undefined;
  request?: Given<FieldMap["request"]> | undefined;
};

/** The list of a field is replaced as a whole. */
export function overBuiltIn(given: GivenMap): FieldMap {
  return {
    rows: given.rows ?? BUILT_IN_MAP.rows,
    fields: over(BUILT_IN_MAP.fields, given.fields),
    required: given.required ?? BUILT_IN_MAP.required,
    always: given.always ?? BUILT_IN_MAP.always,
    ignored: given.ignored ?? BUILT_IN_MAP.ignored,
    words: over(BUILT_IN_MAP.words, given.words),
    values: over(BUILT_IN_MAP.values, given.values),
    assumed: over(BUILT_IN_MAP.assumed, given.assumed),
    amounts: over(BUILT_IN_MAP.amounts, given.amounts),
    dates: given.dates ?? BUILT_IN_MAP.dates,
    moments: given.moments ?? BUILT_IN_MAP.moments,
    request: over(BUILT_IN_MAP.request, given.request),
  };
}

function over<Whole extends object>(whole: Whole, given: Given<Whole> = {}): Whole {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...whole, ...Object.fromEntries(entries) };
}
