/** Counts of tills, which are entered one by one or imported from a file. */
import { z } from "zod";
import { TENDER_KINDS } from "../domain/cash-sheet";
import { DAY_STATES } from "../domain/day";
import { COUNT_REFUSALS } from "../domain/till-count/blind-count";
import { COUNTED_MINOR_MAX, FAULT_CODES } from "../domain/till-count/import-row";
import {
  businessDateSchema,
  flagSchema,
  idSchema,
  instantSchema,
  limitSchema,
  minorSchema,
} from "./basics";
import {
  countItemSchema,
  countingSchema,
  denominationSchema,
  openingSchema,
  recountSchema,
} from "./count-settings";
import { ownRemarksSchema } from "./count-remark";
import { countedItemsSchema, requireAmountOrItems } from "./counted-amount";
import { tillEventsSchema } from "./hand-over";
import { problemSchema } from "./problem";
import { countVersionSchema } from "./reconciliation";

const SECONDS_MAX = 86_400;

/**
 * A cash count includes the float, and `floatLeftMinor` is the part that stays in the till.
 * `looseMinor` was counted in bulk in addition to the pieces. `seconds` is how long it took to
 * enter. `basedOnVersion` is the version that was shown; 0 when there was none.
 */
export const recordTillCountSchema = requireAmountOrItems(
  z.object({
    centreId: idSchema,
    businessDate: businessDateSchema,
    shiftId: idSchema,
    tillId: idSchema,
    tenderId: idSchema,
    countedMinor: minorSchema.min(-COUNTED_MINOR_MAX).max(COUNTED_MINOR_MAX).optional(),
    denominations: countedItemsSchema.optional(),
    looseMinor: minorSchema.min(0).max(COUNTED_MINOR_MAX).optional(),
    floatLeftMinor: minorSchema.min(0).max(COUNTED_MINOR_MAX).optional(),
    seconds: z.int().min(0).max(SECONDS_MAX).optional(),
    basedOnVersion: z.int().min(0).optional(),
  }),
);
export type RecordTillCount = z.infer<typeof recordTillCountSchema>;

export const recordedTillCountSchema = countVersionSchema.extend({
  centreId: z.string(),
  businessDate: businessDateSchema,
  /** False when the same was in force already and no recount was requested: nothing was stored. */
  stored: z.boolean(),
});

/**
 * GET /api/till-counts/sheet?centreId&businessDate returns what a counter may fill in, and no more.
 * Where the blind mode does not reveal an amount (yet), its key is absent.
 */
export const countSheetSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  currency: z.string(),
  timeZone: z.string(),
  /** The state of the day; only the counts of an open day can change. */
  state: z.enum(DAY_STATES),
  /** True when the day is in a closed period, so that its counts can't change either. */
  periodClosed: z.boolean(),
  /** The day whose tills and tenders are listed instead, while Cashrec has no sheet of this day. */
  shapeFrom: businessDateSchema.nullable(),
  blindMode: countingSchema.shape.blindMode,
  recountsMax: countingSchema.shape.recountsMax,
  /** The notes and coins of the currency in descending value; empty when they are unknown. */
  denominations: z.array(denominationSchema),
  shifts: z.array(
    z.object({
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
      opening: openingSchema,
      /** The agreed float, which should stay in the till; null when none is agreed. */
      floatToLeaveMinor: minorSchema.nullable(),
      /**
       * The values of the notes and coins in the last counts of this till on earlier days, without
       * how many there were; empty when it was never counted by the piece.
       */
      usualValues: z.array(minorSchema),
      events: tillEventsSchema,
      tenders: z.array(
        z.object({
          tenderId: z.string(),
          tenderName: z.string().nullable(),
          kind: z.enum(TENDER_KINDS).nullable(),
          /** The amount of the count in force; null when the tender is not counted. */
          countedMinor: minorSchema.nullable(),
          version: z.int(),
          countedBy: z.string().nullable(),
          countedAt: instantSchema.nullable(),
          /** The denominations of the count in force. */
          denominations: z.array(countItemSchema).nullable(),
          floatLeftMinor: minorSchema.nullable(),
          /** The recount that was requested and is not done yet. */
          recount: recountSchema.nullable(),
          /** How many more times the user may count it now; null when there is no limit. */
          triesLeft: z.int().nullable(),
          /** The reason why a count of it would be refused now. */
          refusal: z.enum(COUNT_REFUSALS).nullable(),
          remarks: ownRemarksSchema,
          /** Present only where it may be revealed; null when Cashrec does not provide it. */
          expectedMinor: minorSchema.nullable().optional(),
          differenceMinor: minorSchema.nullable().optional(),
        }),
      ),
    }),
  ),
});
export type CountSheet = z.infer<typeof countSheetSchema>;

/** GET /api/till-counts?centreId&businessDate lists every version, the newest of each key first. */
export const countListSearchSchema = z.object({
  centreId: idSchema,
  businessDate: businessDateSchema,
  shiftId: idSchema.optional(),
  tillId: idSchema.optional(),
  tenderId: idSchema.optional(),
  limit: limitSchema(1_000, 200),
  cursor: z.string().max(500).optional(),
});
export type CountListSearch = z.infer<typeof countListSearchSchema>;

export const countListSchema = z.object({
  counts: z.array(countVersionSchema),
  nextCursor: z.string().nullable(),
});
export type CountList = z.infer<typeof countListSchema>;

export const countSheetSearchSchema = z.object({
  centreId: idSchema,
  businessDate: businessDateSchema,
});

export const IMPORT_ROWS_MAX = 250_000;
/** The number of invalid rows that are listed; `rejectedMore` is the number of further ones. */
export const REJECTED_ROWS_MAX = 10_000;

export const importSearchSchema = z.object({ dryRun: flagSchema });

const rejectedRowSchema = z.object({
  /** The row of the file as a spreadsheet numbers it: the heading is row 1. */
  row: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
  /** The reason from a closed list and the text of the cell, for screens in other languages. */
  code: z.enum(FAULT_CODES).optional(),
  value: z.string().optional(),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** With status 200, `rejected` is empty. 422 is a problem document with `rejected` as a member. */
export const importResultSchema = z.object({
  /** The number of new counts and new versions; with `dryRun`, what it would be. */
  accepted: z.int(),
  /** The number of rows whose amount is in force already. */
  unchanged: z.int(),
  rejected: z.array(rejectedRowSchema),
  /** For `dryRun`: the first rows as they were read. */
  preview: z
    .array(
      z.object({
        row: z.int(),
        centreId: z.string(),
        businessDate: z.string(),
        shiftId: z.string(),
        tillId: z.string(),
        tenderId: z.string(),
        countedMinor: minorSchema,
        currency: z.string(),
      }),
    )
    .optional(),
  /** The first and last date and the centres in the file. */
  range: z
    .object({ from: businessDateSchema, to: businessDateSchema, centreIds: z.array(z.string()) })
    .optional(),
  /** The columns of the file that counts don't have. */
  ignoredColumns: z.array(z.string()).optional(),
});
export type ImportResult = z.infer<typeof importResultSchema>;

const IMPORT_STAGES = ["storing", "comparing"] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

/**
 * With `Accept: application/x-ndjson` an import responds line by line: its progress, then once
 * `result` or `problem`. `done` and `total` are rows while storing, centre-days while comparing.
 */
export const importLineSchema = z.union([
  z.object({ stage: z.enum(IMPORT_STAGES), done: z.int(), total: z.int() }),
  z.object({ result: importResultSchema }),
  z.object({ problem: problemSchema.loose() }),
]);
export type ImportLine = z.infer<typeof importLineSchema>;

/** The problem document of 422. */
export const rejectedImportSchema = z.object({
  accepted: z.literal(0),
  unchanged: z.literal(0),
  rejected: z.array(rejectedRowSchema),
  rejectedMore: z.int(),
});
