/** Counts of tills: entered one by one, or imported from a file. */
import { z } from "zod";
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
  countedItemsSchema,
  countItemSchema,
  countingSchema,
  denominationSchema,
  openingSchema,
  recountSchema,
} from "./count-settings";
import { problemSchema } from "./problem";
import { countVersionSchema } from "./reconciliation";

const SECONDS_MAX = 86_400;

/**
 * A cash count includes the float, and `floatLeftMinor` says how much of it stays in the till.
 * `looseMinor` is what was counted in bulk beside the pieces. `seconds` is how long it was being
 * entered. `basedOnVersion` is the count that was shown; 0: none.
 */
export const recordTillCountSchema = z
  .object({
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
  })
  .refine((count) => (count.countedMinor === undefined) !== (count.denominations === undefined), {
    message: "Give either countedMinor or denominations",
    path: ["countedMinor"],
  })
  .refine((count) => count.looseMinor === undefined || count.denominations !== undefined, {
    message: "Give looseMinor together with denominations",
    path: ["looseMinor"],
  });
export type RecordTillCount = z.infer<typeof recordTillCountSchema>;

export const recordedTillCountSchema = countVersionSchema.extend({
  centreId: z.string(),
  businessDate: businessDateSchema,
  /** False when the same was in force already, and no fresh count wanted: nothing was stored. */
  stored: z.boolean(),
});

/**
 * GET /api/till-counts/sheet?centreId&businessDate: what a counter may fill in, and no more.
 * Where the blind mode does not allow a figure (yet), its key is absent.
 */
export const countSheetSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  currency: z.string(),
  timeZone: z.string(),
  /** Of the day; counts of a day that is not open no longer change. */
  state: z.enum(DAY_STATES),
  /** The day lies in a period that is closed: its counts no longer change either. */
  periodClosed: z.boolean(),
  /** While Cashrec has no sheet of the day: the day whose tills and tenders are offered instead. */
  shapeFrom: businessDateSchema.nullable(),
  blindMode: countingSchema.shape.blindMode,
  recountsMax: countingSchema.shape.recountsMax,
  /** Notes and coins of the currency, in falling value; empty where nothing is known of it. */
  denominations: z.array(denominationSchema),
  shifts: z.array(
    z.object({
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
      opening: openingSchema,
      /** The agreed float: what should stay in the till; null: none is agreed. */
      floatToLeaveMinor: minorSchema.nullable(),
      tenders: z.array(
        z.object({
          tenderId: z.string(),
          tenderName: z.string().nullable(),
          kind: z.enum(["cash", "card", "voucher", "other"]).nullable(),
          /** The count in force; null: not counted. */
          countedMinor: minorSchema.nullable(),
          version: z.int(),
          countedBy: z.string().nullable(),
          countedAt: instantSchema.nullable(),
          /** Of the count in force. */
          denominations: z.array(countItemSchema).nullable(),
          floatLeftMinor: minorSchema.nullable(),
          /** A fresh count is wanted. */
          recount: recountSchema.nullable(),
          /** How often the reader may count it as things stand; null: as often as wanted. */
          triesLeft: z.int().nullable(),
          /** Why a count of it would be refused now. */
          refusal: z.enum(COUNT_REFUSALS).nullable(),
          /** Only where it may be told. null: not provided by Cashrec. */
          expectedMinor: minorSchema.nullable().optional(),
          differenceMinor: minorSchema.nullable().optional(),
        }),
      ),
    }),
  ),
});
export type CountSheet = z.infer<typeof countSheetSchema>;

/** GET /api/till-counts?centreId&businessDate: every version, the newest of each key first. */
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
/** Rows with a fault that are listed; `rejectedMore` says how many more there are. */
export const REJECTED_ROWS_MAX = 10_000;

export const importSearchSchema = z.object({ dryRun: flagSchema });

export const rejectedRowSchema = z.object({
  /** The row of the file as a spreadsheet numbers it: the heading is row 1. */
  row: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
  /** The reason from a closed list, and what stood in the cell, for screens in other languages. */
  code: z.enum(FAULT_CODES).optional(),
  value: z.string().optional(),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** 200: `rejected` is empty. 422 is a problem document with `rejected` beside its members. */
export const importResultSchema = z.object({
  /** New counts and new versions; with `dryRun`, what they would be. */
  accepted: z.int(),
  /** Rows whose amount is in force already. */
  unchanged: z.int(),
  rejected: z.array(rejectedRowSchema),
  /** Of `dryRun`: the first rows as they were read. */
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
  /** The dates and centres that the file is about. */
  range: z
    .object({ from: businessDateSchema, to: businessDateSchema, centreIds: z.array(z.string()) })
    .optional(),
  /** Columns of the file that a count does not have. */
  ignoredColumns: z.array(z.string()).optional(),
});
export type ImportResult = z.infer<typeof importResultSchema>;

export const IMPORT_STAGES = ["storing", "comparing"] as const;
export type ImportStage = (typeof IMPORT_STAGES)[number];

/**
 * With `Accept: application/x-ndjson` an import answers line by line: how far it is, then once
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
  rejected: z.array(rejectedRowSchema),
  rejectedMore: z.int(),
});
