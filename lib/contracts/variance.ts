/**
 * What is asked and answered about variances: sums of many days by one key or two, comparisons,
 * a till's own usual range, cash on hand, and what is worth a look. Currencies are never added.
 */
import { z } from "zod";
import { CONTROL_RULES } from "../domain/variance/control-chart";
import { VERDICTS } from "../domain/line";
import { VARIANCE_GROUPINGS } from "../domain/variance/variance";
import { CASH_ROWS_MAX } from "../domain/variance/cash";
import { WATCH_PATTERNS } from "../domain/variance/patterns";
import { businessDateSchema, currencySchema, idSchema, many, minorSchema } from "./basics";
import { lineSchema } from "./reconciliation";
import { searchSchema } from "./search";

const IDS_MAX = 50;

/** The filters of lines, and shifts and tills besides. */
export const varianceFilterSchema = searchSchema.safeExtend({
  shiftId: many(idSchema, IDS_MAX),
  tillId: many(idSchema, IDS_MAX),
});
export type VarianceFilter = z.infer<typeof varianceFilterSchema>;

/** GET /api/variances */
export const varianceSearchSchema = varianceFilterSchema.safeExtend({
  by: z.enum(VARIANCE_GROUPINGS),
});
export type VarianceSearch = z.infer<typeof varianceSearchSchema>;

/** GET /api/exports/variances/{pdf|xlsx}: of one currency, or of each by itself. */
export const varianceExportSchema = varianceFilterSchema.safeExtend({
  currency: currencySchema.optional(),
});
export type VarianceExport = z.infer<typeof varianceExportSchema>;

export const varianceSumsSchema = z.object({
  currency: z.string(),
  /** short + over */
  netMinor: minorSchema,
  shortMinor: minorSchema,
  overMinor: minorSchema,
  /** Of the lines that have both sides. */
  expectedMinor: minorSchema,
  countedMinor: minorSchema,
  /** Of the lines whose sales are provided; null when there is none. */
  salesMinor: minorSchema.nullable(),
  /** Lines that have a count, those included that Cashrec does not report. */
  countedLines: z.int(),
  uncountedLines: z.int(),
  /** How many lines have each verdict. */
  lines: z.record(z.enum(VERDICTS), z.int()),
});

/** Has the keys that it was asked by, and no other. */
export const varianceRowSchema = varianceSumsSchema.extend({
  businessDate: businessDateSchema.optional(),
  centreId: z.string().optional(),
  centreName: z.string().optional(),
  shiftId: z.string().optional(),
  /** Null: Cashrec gives it no name. Where centres differ, the most usual name. */
  shiftName: z.string().nullable().optional(),
  tillId: z.string().optional(),
  tillName: z.string().nullable().optional(),
  tenderId: z.string().optional(),
  tenderName: z.string().nullable().optional(),
  tenderKind: lineSchema.shape.tenderKind.optional(),
  /** ISO 8601: Monday is 1, Sunday 7. */
  weekday: z.int().min(1).max(7).optional(),
});
export type VarianceRow = z.infer<typeof varianceRowSchema>;

/** In the order of their keys, and of the currency last. */
export const varianceListSchema = z.object({ rows: z.array(varianceRowSchema) });
export type VarianceList = z.infer<typeof varianceListSchema>;

/** GET /api/variances/summary: the period, the one before it, and the same a year before. */
const periodSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  /** One per currency; none when nothing is held of that period. */
  totals: z.array(varianceSumsSchema),
});
export const varianceSummarySchema = z.object({
  current: periodSchema,
  before: periodSchema,
  yearBefore: periodSchema,
});
export type VarianceSummary = z.infer<typeof varianceSummarySchema>;

/** GET /api/variances/control: one centre, narrowed to a till, a shift or a tender, or not. */
export const controlSearchSchema = varianceFilterSchema.refine(
  ({ centreId }) => centreId.length === 1,
  { message: "Name one centre", path: ["centreId"] },
);
export type ControlSearch = z.infer<typeof controlSearchSchema>;

export const controlChartSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  currency: z.string(),
  /** Days with a difference; a day without any compared line has no point. */
  points: z.array(
    z.object({
      businessDate: businessDateSchema,
      netMinor: minorSchema,
      /** Follows the net slowly, in minor units, not rounded. */
      ewmaMinor: z.number(),
      /** What the point breaks; empty: it is usual. */
      breaks: z.array(
        z.object({
          rule: z.enum(CONTROL_RULES),
          /** "outside" and "ewma": above or below; runs: the side or direction of the run. */
          side: z.enum(["above", "below"]),
          /** How many days the run has by this point; 1 where the point stands alone. */
          days: z.int(),
          /** The first day of the run. */
          since: businessDateSchema,
          /** How far beyond the limit, in minor units; null for runs. */
          beyondMinor: z.number().nullable(),
        }),
      ),
    }),
  ),
  /** The usual range; null: too few days to say what is usual. */
  band: z
    .object({
      middleMinor: z.number(),
      lowMinor: z.number(),
      highMinor: z.number(),
      ewmaLowMinor: z.number(),
      ewmaHighMinor: z.number(),
    })
    .nullable(),
  /** How many days are looked at, and how many a band takes. */
  days: z.int(),
  daysMin: z.int(),
  /** Days of the range with lines that nobody counted. */
  uncountedDays: z.int(),
});
export type ControlChart = z.infer<typeof controlChartSchema>;

/** GET /api/variances/cash: the centres with the most pending, of one currency or of all. */
export const cashSearchSchema = varianceFilterSchema.safeExtend({
  currency: currencySchema.optional(),
  limit: z.coerce.number().int().min(1).max(CASH_ROWS_MAX).default(200),
});
export type CashSearch = z.infer<typeof cashSearchSchema>;

/** What is known of the cash of each centre at the end of the range, most pending first. */
export const cashPositionSchema = z.object({
  /** Of all centres of the search, whether they are among the rows or not; one per currency. */
  totals: z.array(
    z.object({
      currency: z.string(),
      centres: z.int(),
      /** Of the centres whose pending cash is known; null: of none. */
      pendingMinor: minorSchema.nullable(),
      pendingCentres: z.int(),
      /** Centres where Cashrec says nothing of deposits. */
      silentCentres: z.int(),
    }),
  ),
  rows: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** The latest date with a cash sheet that has cash lines. */
      businessDate: businessDateSchema,
      /** The floats in the tills on that date, of each till's last shift; null: not provided. */
      floatMinor: minorSchema.nullable(),
      /** Taken in cash and not taken to the bank yet, since `pendingSince`; null: not provided. */
      pendingMinor: minorSchema.nullable(),
      pendingSince: businessDateSchema.nullable(),
      /** Float and pending together; null when either is unknown. */
      onHandMinor: minorSchema.nullable(),
      /** Null: none in the range, or not provided. */
      lastDepositDate: businessDateSchema.nullable(),
      lastDepositMinor: minorSchema.nullable(),
      /** False: Cashrec says nothing of deposits there. */
      depositsProvided: z.boolean(),
    }),
  ),
});
export type CashPosition = z.infer<typeof cashPositionSchema>;

/** GET /api/variances/watch: patterns worth a look, most notable first. Never about a person. */
export const watchSchema = z.object({
  findings: z.array(
    z.object({
      pattern: z.enum(WATCH_PATTERNS),
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** How many days were looked at. */
      days: z.int(),
      /** How many of them, or of their lines, show it. */
      count: z.int(),
      /** just-under: of how many differences within tolerance; null of the other patterns. */
      outOf: z.int().nullable(),
      side: z.enum(["above", "below"]).nullable(),
      since: businessDateSchema.nullable(),
      until: businessDateSchema.nullable(),
      netMinor: minorSchema,
      shortMinor: minorSchema,
      overMinor: minorSchema,
      /** From 0 to 1; null: nothing was reported. */
      coverage: z.number().nullable(),
    }),
  ),
});
export type Watch = z.infer<typeof watchSchema>;

export type VarianceSumsRow = z.infer<typeof varianceSumsSchema>;
