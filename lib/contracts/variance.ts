/**
 * Variances: sums of many days by one or two keys, comparisons between periods, the usual range of
 * a till, cash on hand, and patterns to look at. Currencies are never added together.
 */
import { z } from "zod";
import { CONTROL_RULES } from "../domain/variance/control-chart";
import { VERDICTS } from "../domain/line";
import { VARIANCE_GROUPINGS } from "../domain/variance/variance";
import { WATCH_PATTERNS } from "../domain/variance/patterns";
import { businessDateSchema, currencySchema, minorSchema } from "./basics";
import { lineSchema } from "./reconciliation";
import { lineSearchSchema } from "./search";

/** The filters of lines, as far as sums know them. */
export const varianceFilterSchema = lineSearchSchema({}, "variances");

/** GET /api/variances */
export const varianceSearchSchema = lineSearchSchema(
  { by: z.enum(VARIANCE_GROUPINGS) },
  "variances",
);
export type VarianceSearch = z.infer<typeof varianceSearchSchema>;

/** GET /api/exports/variances/{pdf|xlsx}: one currency, or each one separately. */
export const varianceExportSchema = lineSearchSchema(
  { currency: currencySchema.optional() },
  "variances",
);
export type VarianceExport = z.infer<typeof varianceExportSchema>;

export const varianceSumsSchema = z.object({
  currency: z.string(),
  /** short + over */
  netMinor: minorSchema,
  shortMinor: minorSchema,
  overMinor: minorSchema,
  /** The expected amount of the lines that have both sides. */
  expectedMinor: minorSchema,
  countedMinor: minorSchema,
  /** The sales of the lines for which Cashrec provides them; null when there are none. */
  salesMinor: minorSchema.nullable(),
  /** The number of lines with a count, including those that Cashrec does not report. */
  countedLines: z.int(),
  uncountedLines: z.int(),
  /** The number of lines with each verdict. */
  lines: z.record(z.enum(VERDICTS), z.int()),
});

/** The row has the keys that the search grouped by, and no other. */
const varianceRowSchema = varianceSumsSchema.extend({
  businessDate: businessDateSchema.optional(),
  centreId: z.string().optional(),
  centreName: z.string().optional(),
  shiftId: z.string().optional(),
  /** Null when Cashrec gives it no name. Where centres differ, this is the most frequent name. */
  shiftName: z.string().nullable().optional(),
  tillId: z.string().optional(),
  tillName: z.string().nullable().optional(),
  tenderId: z.string().optional(),
  tenderName: z.string().nullable().optional(),
  tenderKind: lineSchema.shape.tenderKind.optional(),
  /** The ISO 8601 weekday: Monday is 1, Sunday is 7. */
  weekday: z.int().min(1).max(7).optional(),
  /**
   * Only of centres: gross sales and tickets as Cashrec gives them; null as soon as one shift does
   * not, and where a part of the lines is asked for.
   */
  grossSalesMinor: minorSchema.nullable().optional(),
  tickets: z.int().nullable().optional(),
});
export type VarianceRow = z.infer<typeof varianceRowSchema>;

/** Sorted by the keys, and by currency last. */
export const varianceListSchema = z.object({ rows: z.array(varianceRowSchema) });
export type VarianceList = z.infer<typeof varianceListSchema>;

/**
 * GET /api/variances/summary compares the period with the one before it and with the same period a
 * year before.
 */
const periodSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  /** There is one total per currency; none when no data of that period is stored. */
  totals: z.array(varianceSumsSchema),
});
export const varianceSummarySchema = z.object({
  current: periodSchema,
  before: periodSchema,
  yearBefore: periodSchema,
  /** How much of the current period was read from Cashrec; unread days are in no figure. */
  reading: z.object({
    centreDays: z.int(),
    unreadDays: z.int(),
    /** The names of the first centres that have unread days. */
    unreadCentres: z.array(z.string()),
    unreadCentreCount: z.int(),
  }),
});
export type VarianceSummary = z.infer<typeof varianceSummarySchema>;

/**
 * GET /api/variances/control covers one centre, optionally narrowed to a till, a shift or a tender.
 */
export const controlSearchSchema = varianceFilterSchema.refine(
  ({ centreIds }) => centreIds.length === 1,
  { message: "Name one centre", path: ["centreId"] },
);
export type ControlSearch = z.infer<typeof controlSearchSchema>;

export const controlChartSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  currency: z.string(),
  /** The days with at least one compared line; other days have no point. */
  points: z.array(
    z.object({
      businessDate: businessDateSchema,
      netMinor: minorSchema,
      /** The exponentially weighted moving average of the net, in minor units, not rounded. */
      ewmaMinor: z.number(),
      /** The control rules that the point breaks; empty when it is usual. */
      breaks: z.array(
        z.object({
          rule: z.enum(CONTROL_RULES),
          /**
           * For "outside" and "ewma" whether the point is above or below; for runs their side or
           * direction.
           */
          side: z.enum(["above", "below"]),
          /** The length of the run up to this point, in days; 1 for a rule about a single point. */
          days: z.int(),
          /** The first day of the run. */
          since: businessDateSchema,
          /** The distance beyond the limit, in minor units; null for runs. */
          beyondMinor: z.number().nullable(),
        }),
      ),
    }),
  ),
  /** The usual range; null when there are too few days to compute it. */
  band: z
    .object({
      middleMinor: z.number(),
      lowMinor: z.number(),
      highMinor: z.number(),
      ewmaLowMinor: z.number(),
      ewmaHighMinor: z.number(),
    })
    .nullable(),
  /** The number of days that were examined, and the number that a band requires. */
  days: z.int(),
  daysMin: z.int(),
  /** The number of days in the range with lines that are not counted. */
  uncountedDays: z.int(),
});
export type ControlChart = z.infer<typeof controlChartSchema>;

/**
 * GET /api/variances/watch lists patterns to look at, the most notable first. No pattern concerns a
 * person.
 */
export const watchSchema = z.object({
  /** The number of findings of patterns that are tested against chance, in all currencies. */
  tested: z.int(),
  /** About this many of them are chance. */
  byChance: z.int(),
  /** The number of findings of each currency that has any. */
  found: z.record(z.string(), z.int()),
  /** The most notable twenty of each currency. */
  findings: z.array(
    z.object({
      pattern: z.enum(WATCH_PATTERNS),
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** The number of days that were examined. */
      days: z.int(),
      /** The number of those days, or of their lines, that show the pattern. */
      count: z.int(),
      /** For just-under, the number of differences within tolerance; null for other patterns. */
      outOf: z.int().nullable(),
      side: z.enum(["above", "below"]).nullable(),
      since: businessDateSchema.nullable(),
      until: businessDateSchema.nullable(),
      netMinor: minorSchema,
      shortMinor: minorSchema,
      overMinor: minorSchema,
      /** A share from 0 to 1; null when nothing was reported. */
      coverage: z.number().nullable(),
    }),
  ),
});
export type Watch = z.infer<typeof watchSchema>;
