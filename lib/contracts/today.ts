/** GET /api/today: what needs the reader now. */
import { z } from "zod";
import { DAY_STATES } from "../domain/day";
import { daysIn } from "../domain/business-date";
import {
  businessDateSchema,
  CENTRES_MAX,
  idSchema,
  instantSchema,
  many,
  minorSchema,
} from "./basics";
import { failureSchema, freshnessSchema } from "./reconciliation";
import { syncSchema } from "./sync";

/** What a day waits for: to be read, settled, explained, counted, or moved on by somebody. */
export const NEEDS = [
  "changed", // after sign-off
  "failed",
  "recount",
  "short",
  "over",
  "uncounted",
  "unexpected",
  "approval",
  "review",
  "closure",
] as const;

/** The most urgent first. Days of one kind and date stand together, largest money first. */
export const needSchema = z.object({
  kind: z.enum(NEEDS),
  /** The newest date; `from` is the oldest, where days of several dates wait together. */
  businessDate: businessDateSchema,
  from: businessDateSchema.optional(),
  /** The days that a move would be about, at most fifty of them. */
  days: z
    .array(z.object({ centreId: z.string(), date: businessDateSchema, version: z.int() }))
    .optional(),
  dayCount: z.int().optional(),
  centres: z.array(z.object({ id: z.string(), name: z.string() })),
  /** How many centres there are, when `centres` names only the first of them. */
  centreCount: z.int().optional(),
  /** False: somebody else's to do. */
  mine: z.boolean(),
  /** Lines concerned. */
  lines: z.int(),
  /**
   * Their difference (short, over), what was expected (uncounted) or counted (unexpected), or the
   * net of the days.
   */
  amounts: z.array(z.object({ currency: z.string(), amountMinor: minorSchema })),
});
export type Need = z.infer<typeof needSchema>;

const ABSENT = ["empty", "no-sheet", "unread", "failed"] as const;

export const coverageCellSchema = z.object({
  businessDate: businessDateSchema,
  /**
   * open: all counted and explained, to be reviewed. late: not all counted, a date or more after
   * the newest. empty: the cash sheet has no lines. no-sheet: Cashrec was asked and has none.
   * unread: it was not asked yet.
   */
  state: z.enum([...DAY_STATES, "changed", "unexplained", "not-counted", "late", ...ABSENT]),
});

const coverageRowSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  days: z.array(coverageCellSchema),
});

/** GET /api/coverage: the calendar of centres and business dates, of at most two months. */
export const COVERAGE_DAYS_MAX = 62;
export const coverageSearchSchema = z
  .object({
    centreId: many(idSchema, CENTRES_MAX),
    from: businessDateSchema,
    to: businessDateSchema,
  })
  .refine(({ from, to }) => from <= to, { message: "It ends before it starts", path: ["to"] })
  .refine((range) => daysIn(range) <= COVERAGE_DAYS_MAX, {
    message: `Ask for at most ${COVERAGE_DAYS_MAX} days at once`,
    path: ["to"],
  });
export type CoverageSearch = z.infer<typeof coverageSearchSchema>;

export const coverageSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  rows: z.array(coverageRowSchema),
  /** How many centres the reader has: `rows` are the first of them by name. */
  centres: z.int(),
});
export type CoverageCalendar = z.infer<typeof coverageSchema>;

export const todaySchema = z.object({
  now: instantSchema,
  from: businessDateSchema,
  to: businessDateSchema,
  needs: z.array(needSchema),
  coverage: z.array(coverageRowSchema),
  /** How many centres the reader has: `coverage` shows the first of them by name. */
  coverageCentres: z.int().optional(),
  failures: z.array(failureSchema),
  underWay: z.array(syncSchema),
  freshness: freshnessSchema,
});
export type Today = z.infer<typeof todaySchema>;
