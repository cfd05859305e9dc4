/** The feed of changes, of which each line is a record of its own (NDJSON), and its events. */
import { z } from "zod";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { DAY_STATES } from "../domain/day";
import { FEED_CURSOR } from "../domain/feed-cursor";
import { VERDICTS } from "../domain/line";
import { businessDateSchema, instantSchema, limitSchema, minorSchema } from "./basics";

export const FEED_RECORDS_MAX = 1_000_000;

export const feedSearchSchema = z.object({
  /** The cursor of the last record that was stored; without it the feed begins with everything. */
  after: z.string().regex(FEED_CURSOR, "Use the cursor of a record as it was sent").optional(),
  /** At most this number of records, the last one not counted. */
  limit: limitSchema(FEED_RECORDS_MAX, 10_000),
});
export type FeedSearch = z.infer<typeof feedSearchSchema>;

const dayKey = { centreId: z.string(), businessDate: businessDateSchema };
const lineKey = { shiftId: z.string(), tillId: z.string(), tenderId: z.string() };

const feedLineSchema = z.object({
  ...lineKey,
  shiftName: z.string().nullable(),
  tillName: z.string().nullable(),
  tenderName: z.string().nullable(),
  tenderKind: z.enum(TENDER_KINDS).nullable(),
  /** Null when Cashrec does not provide it; an unknown amount is never 0. */
  expectedMinor: minorSchema.nullable(),
  /** Null when the line is not counted. */
  countedMinor: minorSchema.nullable(),
  /** counted − expected: negative is short. It is null when a side is absent. */
  differenceMinor: minorSchema.nullable(),
  toleranceMinor: minorSchema,
  verdict: z.enum(VERDICTS),
  salesMinor: minorSchema.nullable(),
  /** The code of the reason that explains or waives the line as it is now. */
  reason: z.string().nullable(),
  countVersion: z.int().nullable(),
});

/** A day with all of its lines: it replaces whatever was known of the day. */
export const dayRecordSchema = z.object({
  type: z.literal("day"),
  ...dayKey,
  /** A later record of the day has a higher revision. */
  revision: z.int(),
  state: z.enum(DAY_STATES),
  version: z.int(),
  currency: z.string(),
  /** How many decimals the currency has: an amount in minor units is divided by 10 to its power. */
  exponent: z.int(),
  /** The cash sheet version that the lines were made from; 0 when there is none. */
  sheetVersion: z.int(),
  /** A newer version of the cash sheet that differs from the signed one. */
  changedSheetVersion: z.int().nullable(),
  changedAt: instantSchema,
  lines: z.array(feedLineSchema),
});

/** One version of a count, which never changes. */
export const countRecordSchema = z.object({
  type: z.literal("count"),
  ...dayKey,
  ...lineKey,
  version: z.int(),
  countedMinor: minorSchema,
  /** What stays in the till for the next shift; null when it was not stated. */
  floatLeftMinor: minorSchema.nullable(),
  source: z.enum(["screen", "import", "api"]),
  countedById: z.string(),
  countedAt: instantSchema,
});

/** What was done to a day, which never changes. */
export const moveRecordSchema = z.object({
  type: z.literal("move"),
  ...dayKey,
  number: z.int(),
  move: z.enum(["review", "approval", "closure", "reopening", "acceptance", "undo"]),
  fromState: z.enum(DAY_STATES),
  toState: z.enum(DAY_STATES),
  sheetVersion: z.int(),
  text: z.string().nullable(),
  /** Null when a rule made the move. */
  actorId: z.string().nullable(),
  /** Whose rule it was: the centre's own, or that of a node above it as "@north". */
  ruleScope: z.string().nullable(),
  ruleVersion: z.int().nullable(),
  movedAt: instantSchema,
});

const cursor = { cursor: z.string() };

/** The last record says that the response is whole, and where the next one continues. */
const endRecordSchema = z.object({
  type: z.literal("end"),
  ...cursor,
  /** False when nothing more was there to read. */
  more: z.boolean(),
});

export const feedRecordSchema = z.discriminatedUnion("type", [
  dayRecordSchema.extend(cursor),
  countRecordSchema.extend(cursor),
  moveRecordSchema.extend(cursor),
  endRecordSchema,
]);
export type FeedRecord = z.infer<typeof feedRecordSchema>;

/** A record as webhooks send it too, without its place in the feed. */
export const feedChangeSchema = z.discriminatedUnion("type", [
  dayRecordSchema,
  countRecordSchema,
  moveRecordSchema,
]);
export type FeedChange = z.infer<typeof feedChangeSchema>;
