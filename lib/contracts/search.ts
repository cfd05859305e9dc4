/**
 * Defines which lines a screen, export or script requests. Parameters have the names that are used
 * in the address bar; they are parsed to the `LineFilter` that the code knows.
 */
import { z } from "zod";
import {
  FILTER_FIELDS,
  type FilterField,
  type FilterFieldOptions,
  type LineFilter,
  NO_NARROWING,
} from "../domain/line-filter";
import { LINE_SORTS, type LineSort } from "../domain/screen/line-filters";
import { PLAIN_CSV } from "../domain/report/csv";
import { GROUPINGS } from "../domain/report/totals";
import {
  bounded,
  businessDateSchema,
  CENTRES_MAX,
  flagSchema,
  idSchema,
  instantSchema,
  many,
} from "./basics";

/** Tells what is narrowed: lines, or sums of days. */
type Narrowed = "lines" | "variances";

/** Contains the filters of lines, and what else one request takes. */
export function lineSearchSchema<Extra extends z.ZodRawShape>(
  extra: Extra,
  narrowed: Narrowed = "lines",
) {
  return bounded(
    z
      .object({ ...parametersOf(narrowed), ...extra })
      .transform((query) => fieldsIn(query) as LineFilter & z.output<z.ZodObject<Extra>>),
  );
}

function parametersOf(narrowed: Narrowed): Record<string, z.ZodType> {
  const options: FilterFieldOptions[] = Object.values(FILTER_FIELDS);
  return Object.fromEntries(options.map((one) => [one.name, parameterOf(one, narrowed)]));
}

function parameterOf(options: FilterFieldOptions, narrowed: Narrowed): z.ZodType {
  if (narrowed === "variances" && options.variances === "never") {
    const message = "Variances can't be narrowed by this";
    if (options.kind === "flag") return flagSchema.refine((isSet) => !isSet, message);
    return many(z.never(message), 0);
  }
  switch (options.kind) {
    case "ids":
      return many(idSchema, options.max);
    case "choices":
      return many(z.enum(options.choices), options.choices.length);
    case "flag":
      return flagSchema;
    case "date":
      return businessDateSchema;
    case "instant":
      return instantSchema.optional();
  }
}

const FIELD_OF = new Map(
  Object.entries(FILTER_FIELDS).map(([field, { name }]) => [name as string, field as FilterField]),
);

/** Returns the filter under the names of its fields; a parameter that is absent is empty. */
function fieldsIn(query: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return {
    ...NO_NARROWING,
    ...Object.fromEntries(given.map(([name, value]) => [FIELD_OF.get(name) ?? name, value])),
  };
}

export const searchSchema = lineSearchSchema({});

/** The columns by which lines can be sorted; the address bar uses these names too. */
export const SORTS = LINE_SORTS;
export type Sort = LineSort;

export const pageSearchSchema = lineSearchSchema({
  /** Newest date first, unless another is given; lines without the sorted figure come last. */
  sort: z.enum(SORTS).default("date"),
  limit: z.coerce.number().int().min(1).max(5_000).default(500),
  cursor: z.string().max(500).optional(),
});
export type PageSearch = z.infer<typeof pageSearchSchema>;

/** GET /api/reconciliations/changes: `revision` is that of the `freshness` that is shown. */
export const changesSearchSchema = lineSearchSchema({ revision: z.string().max(80) });
export type ChangesSearch = z.infer<typeof changesSearchSchema>;

/**
 * GET /api/exports/{csv|xlsx|pdf}. `bom` starts a CSV file with the byte order mark that Excel
 * needs, and `separator` and `decimal` suit it to a country. `groupBy` adds subtotals to a workbook
 * and a PDF; a CSV file has lines only.
 */
export const exportSearchSchema = lineSearchSchema({
  bom: flagSchema,
  separator: z.enum(["comma", "semicolon", "tab"]).default(PLAIN_CSV.separator),
  decimal: z.enum(["point", "comma"]).default(PLAIN_CSV.decimal),
  groupBy: z.enum(GROUPINGS).default("none"),
});
export type ExportSearch = z.infer<typeof exportSearchSchema>;

/** GET /api/reconciliations/tenders */
export const tenderSearchSchema = z.object({ centreId: many(idSchema, CENTRES_MAX) });

/** The key of one centre-day, as the path names it. */
export const dayKeySchema = z.object({ centreId: idSchema, date: businessDateSchema });

/** GET of one day. */
export const daySearchSchema = dayKeySchema.extend({ asOf: instantSchema.optional() });

/** Without a version, the latest one is returned. */
export const rawSheetSearchSchema = dayKeySchema.extend({
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
});
