/** Counts of tills: entered one by one, or imported from a file. */
import { z } from "zod";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { countVersionSchema } from "./reconciliation";

const denominationSchema = z.object({
  valueMinor: z.int().min(1).max(100_000_000),
  quantity: z.int().min(0).max(1_000_000),
});

/** A cash count includes the float. `basedOnVersion` is the count that was on the screen; 0: none. */
export const recordTillCountSchema = z
  .object({
    centreId: idSchema,
    businessDate: businessDateSchema,
    shiftId: idSchema,
    tillId: idSchema,
    tenderId: idSchema,
    countedMinor: minorSchema.min(-1_000_000_000_000).max(1_000_000_000_000).optional(),
    denominations: z.array(denominationSchema).min(1).max(60).optional(),
    basedOnVersion: z.int().min(0).optional(),
  })
  .refine((count) => (count.countedMinor === undefined) !== (count.denominations === undefined), {
    message: "Give either countedMinor or denominations",
    path: ["countedMinor"],
  });
export type RecordTillCount = z.infer<typeof recordTillCountSchema>;

export const recordedTillCountSchema = countVersionSchema.extend({
  centreId: z.string(),
  businessDate: businessDateSchema,
  /** False when the same amount was already in force: nothing was stored. */
  stored: z.boolean(),
});

/** GET /api/till-counts/sheet?centreId&businessDate: what a counter may fill in. No expected figure. */
export const countSheetSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  businessDate: businessDateSchema,
  currency: z.string(),
  shifts: z.array(
    z.object({
      shiftId: z.string(),
      shiftName: z.string().nullable(),
      tillId: z.string(),
      tillName: z.string().nullable(),
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
        }),
      ),
    }),
  ),
});
export type CountSheet = z.infer<typeof countSheetSchema>;

export const IMPORT_COLUMNS = [
  "centre_id",
  "business_date",
  "shift_id",
  "till_id",
  "tender_id",
  "counted",
] as const;
export const IMPORT_BYTES_MAX = 32 * 1024 * 1024;
export const IMPORT_ROWS_MAX = 250_000;

export const rejectedRowSchema = z.object({
  /** The row of the file as a spreadsheet numbers it: the heading is row 1. */
  row: z.int(),
  column: z.string().nullable(),
  reason: z.string(),
});
export type RejectedRow = z.infer<typeof rejectedRowSchema>;

/** 200: `rejected` is empty. 422 is a problem document with `rejected` beside its members. */
export const importResultSchema = z.object({
  accepted: z.int(),
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
});
export type ImportResult = z.infer<typeof importResultSchema>;
