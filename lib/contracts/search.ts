/** The search for lines by a screen, an export or a script. The address bar uses the same names. */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { LINE_SORTS, type LineSort } from "../domain/screen/line-filters";
import { VERDICTS } from "../domain/line";
import { GROUPINGS } from "../domain/report/totals";
import {
  businessDateSchema,
  CENTRES_MAX,
  DAYS_MAX,
  flagSchema,
  idSchema,
  instantSchema,
  many,
} from "./basics";

/** Without `centreId`, the search covers every centre that the user may see. */
const filters = {
  centreId: many(idSchema, CENTRES_MAX),
  from: businessDateSchema,
  to: businessDateSchema,
  tenderId: many(idSchema, 50),
  shiftId: many(idSchema, 50),
  tillId: many(idSchema, 50),
  verdict: many(z.enum(VERDICTS), VERDICTS.length),
  /** The states of the days that the lines belong to. */
  state: many(z.enum(DAY_STATES), DAY_STATES.length),
  differencesOnly: flagSchema,
  /** Selects the data as known at that instant; without it, the current data. */
  asOf: instantSchema.optional(),
};

type Range = { from: string; to: string };

export const searchSchema = ranged(z.object(filters));
export type Search = z.infer<typeof searchSchema>;

/** The columns by which lines can be sorted; the address bar uses these names too. */
export const SORTS = LINE_SORTS;
export type Sort = LineSort;

export const pageSearchSchema = ranged(
  z.object({
    ...filters,
    /** The default is the newest date first; lines without the sorted amount come last. */
    sort: z.enum(SORTS).default("date"),
    limit: z.coerce.number().int().min(1).max(5_000).default(500),
    cursor: z.string().max(500).optional(),
  }),
);
export type PageSearch = z.infer<typeof pageSearchSchema>;

function ranged<T extends z.ZodType<Range>>(schema: T) {
  return schema
    .refine(({ from, to }) => from <= to, {
      message: "The range ends before it starts",
      path: ["to"],
    })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < DAYS_MAX * 86_400_000, {
      message: `Ask for at most ${DAYS_MAX} days at once`,
      path: ["to"],
    });
}

/** GET /api/reconciliations/changes takes the `revision` of the last `freshness`. */
export const changesSearchSchema = searchSchema.safeExtend({ revision: z.string().max(80) });
export type ChangesSearch = z.infer<typeof changesSearchSchema>;

/**
 * GET /api/exports/{csv|xlsx|pdf}. `bom` starts a CSV file with the byte order mark that Excel
 * needs. `groupBy` adds subtotals to a workbook and a PDF; a CSV file has lines only.
 */
export const exportSearchSchema = searchSchema.safeExtend({
  bom: flagSchema,
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
