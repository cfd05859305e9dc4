/** GET /api/today returns what the user has to do now. */
import { z } from "zod";
import { COVERAGE_ORDERS } from "../domain/coverage/order";
import { DAY_STATES } from "../domain/day";
import { countRangeDays } from "../domain/business-date";
import {
  businessDateSchema,
  CENTRES_MAX,
  NODES_MAX,
  idSchema,
  instantSchema,
  many,
  minorSchema,
} from "./basics";
import { attentionSchema } from "./attention";
import { freshnessSchema } from "./freshness";
import { syncSchema } from "./sync";

/** What a day waits for: a cash sheet, a count, an explanation or a decision. */
export const NEEDS = [
  "changed", // The cash sheet changed after sign-off.
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

/** Sorted by urgency. Days of one kind and date form one need, the largest amount first. */
const needSchema = z.object({
  kind: z.enum(NEEDS),
  /** The newest date; `from` is the oldest one, when days of several dates form one need. */
  businessDate: businessDateSchema,
  from: businessDateSchema.optional(),
  /** The days that a bulk move would include, at most fifty of them. */
  days: z
    .array(z.object({ centreId: z.string(), date: businessDateSchema, version: z.int() }))
    .optional(),
  dayCount: z.int().optional(),
  centres: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The number of all centres, when `centres` contains only the first of them. */
  centreCount: z.int().optional(),
  /** False when another user has to act. */
  mine: z.boolean(),
  /** The number of lines concerned. */
  lines: z.int(),
  /**
   * The sum of the differences (short, over), of the expected amounts (uncounted) or of the counted
   * amounts (unexpected) of the lines, or the net of the days.
   */
  amounts: z.array(z.object({ currency: z.string(), amountMinor: minorSchema })),
});
export type Need = z.infer<typeof needSchema>;

const UNCOUNTED = ["not-counted", "part-counted", "late", "late-part"] as const;
const ABSENT = ["empty", "no-sheet", "unread", "failed", "elsewhere"] as const;

const coverageCellSchema = z.object({
  businessDate: businessDateSchema,
  /**
   * open: all lines are counted and explained, and the day can be reviewed. not-counted and
   * part-counted: no line, or only some, are counted on the newest date. late and late-part: the
   * same of a date that has ended. empty: the cash sheet has no lines. no-sheet: Cashrec was read
   * and has none. unread: Cashrec was not read yet. elsewhere: the centre was below none of the
   * nodes that were asked for.
   */
  state: z.enum([...DAY_STATES, "changed", "unexplained", ...UNCOUNTED, ...ABSENT]),
});

const coverageRowSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  days: z.array(coverageCellSchema),
  /**
   * How many of the lines that Cashrec reported for the days that have ended were counted; null
   * when it reported none.
   */
  counted: z.object({ counted: z.int(), lines: z.int() }).nullable(),
});

/** GET /api/coverage returns the calendar of centres and business dates for at most two months. */
const COVERAGE_DAYS_MAX = 62;
export const coverageSearchSchema = z
  .object({
    centreId: many(idSchema, CENTRES_MAX),
    nodeId: many(idSchema, NODES_MAX),
    from: businessDateSchema,
    to: businessDateSchema,
    /** The centres of which most is missing first, or by name. */
    order: z.enum(COVERAGE_ORDERS).default("name"),
    /** So many of them are left out at the start: a response has at most fifty. */
    skip: z.coerce.number().int().min(0).max(100_000).default(0),
  })
  .refine(({ from, to }) => from <= to, { message: "It ends before it starts", path: ["to"] })
  .refine((range) => countRangeDays(range) <= COVERAGE_DAYS_MAX, {
    message: `Ask for at most ${COVERAGE_DAYS_MAX} days at once`,
    path: ["to"],
  });
export type CoverageSearch = z.infer<typeof coverageSearchSchema>;

export const coverageSchema = z.object({
  from: businessDateSchema,
  to: businessDateSchema,
  rows: z.array(coverageRowSchema),
  /** The number of the user's centres: `rows` are the first of them in the order asked for. */
  centres: z.int(),
  /** So many of them, of which most is missing, were compared in detail to find that order. */
  judged: z.int().optional(),
  shiftTimes: z.object({
    /** The days on which a till was left open or closed late, the newest first. */
    days: z.array(
      z.object({
        centreId: z.string(),
        centreName: z.string(),
        businessDate: businessDateSchema,
        leftOpenShifts: z.int(),
        /** A local time after the next business date had started; null when none was that late. */
        closedLateAt: z.string().nullable(),
      }),
    ),
    /** The number of centres whose sheets say no closing time at all. */
    silentCentres: z.int(),
  }),
});
export type CoverageCalendar = z.infer<typeof coverageSchema>;

/** GET /api/today?nodeId=… shows the centres that are below one of these nodes today. */
export const todaySearchSchema = z.object({ nodeId: many(idSchema, NODES_MAX) });

export const todaySchema = z.object({
  now: instantSchema,
  from: businessDateSchema,
  to: businessDateSchema,
  needs: z.array(needSchema),
  /** The lines and threads that need somebody; `needs` has the moves beside them. */
  attention: attentionSchema,
  /**
   * Days that are not closed and older than `needs` reaches; null when there are none. The dates
   * are those that the list of lines shows at once, the newest of them.
   */
  older: z
    .object({
      days: z.int(),
      /** True when only the newest days were counted. */
      isMore: z.boolean(),
      from: businessDateSchema,
      to: businessDateSchema,
    })
    .nullable(),
  coverage: z.array(coverageRowSchema),
  /** The number of the user's centres: `coverage` has the first of them by name. */
  coverageCentres: z.int().optional(),
  /** True when nothing at all is stored of the user's centres, so that nothing can be judged. */
  neverRead: z.boolean(),
  underWay: z.array(syncSchema),
  freshness: freshnessSchema,
});
export type Today = z.infer<typeof todaySchema>;
