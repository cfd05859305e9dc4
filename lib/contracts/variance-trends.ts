/** Which centres get worse: each against the period before and its own normal range. */
import { z } from "zod";
import { TREND_SORTS } from "../domain/variance/rank-trends";
import { RANGE_POSITIONS, TREND_DIRECTIONS, TREND_MEASURES } from "../domain/variance/trend";
import { businessDateSchema } from "./basics";
import { lineSearchSchema } from "./search";

/** GET /api/variances/trends */
export const trendSearchSchema = lineSearchSchema(
  {
    measure: z.enum(TREND_MEASURES).default("gross"),
    /** At most so many centres of each currency, in the order of `sort`; absent, all of them. */
    limit: z.coerce.number().int().min(1).max(1_000).optional(),
    sort: z.enum(TREND_SORTS).default("change"),
  },
  "variances",
);
export type TrendSearch = z.infer<typeof trendSearchSchema>;

const rangeSchema = z.object({ from: businessDateSchema, to: businessDateSchema });

/** Minor units; of a rate, gross per 1,000 of sales in minor units of both. */
const figureSchema = z.number().nullable();

export const varianceTrendsSchema = z.object({
  current: rangeSchema,
  before: rangeSchema,
  /** With `limit`, of all centres of each currency. */
  summaries: z
    .array(
      z.object({
        currency: z.string(),
        count: z.int(),
        judged: z.int(),
        above: z.object({ count: z.int(), names: z.array(z.string()) }),
        byChance: z.int(),
        worse: z.int(),
        unknown: z.int(),
        compared: z.object({
          count: z.int(),
          now: z.number(),
          before: z.number(),
          change: z.number(),
          distance: z.number(),
        }),
        span: z.object({ low: z.number(), high: z.number() }),
      }),
    )
    .optional(),
  /** Without `limit`, sorted by centre and currency. */
  rows: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      currency: z.string(),
      /** Null when no line was compared. */
      now: figureSchema,
      before: figureSchema,
      /** How much further from zero it is now; null when the two periods can't be compared. */
      change: figureSchema,
      /** The change as a share of the distance from zero before. */
      share: z.number().nullable(),
      /** Worse or better from 15 % on and beyond the tolerance of a line. */
      direction: z.enum(TREND_DIRECTIONS),
      /** The normal range; null when too few weeks are known. */
      low: figureSchema,
      high: figureSchema,
      position: z.enum(RANGE_POSITIONS).nullable(),
      /** The last eight whole weeks, the earliest first. */
      weeks: z.array(z.object({ value: figureSchema, isCurrent: z.boolean() })),
    }),
  ),
});
export type VarianceTrends = z.infer<typeof varianceTrendsSchema>;
