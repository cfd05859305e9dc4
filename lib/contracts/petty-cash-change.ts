/** The requests that change the petty cash fund of a centre. */
import { z } from "zod";
import { CASH_SOURCES } from "../domain/petty-cash/fund";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { businessDateSchema, idSchema, minorSchema } from "./basics";
import { countedItemsSchema, requireAmountOrItems } from "./counted-amount";
import { expenseTypeCodeSchema, RATE_PPM_MAX } from "./expense-type";

const TEXT_MAX = 2_000;
const NAME_MAX = 200;
const LINES_MAX = 10;
const amountSchema = minorSchema.min(1).max(COUNTED_MINOR_MAX);
const entryNumberSchema = z.int().min(1).max(2_147_483_647);
const entryTextSchema = z.string().trim().max(TEXT_MAX).default("");
const centre = { centreId: idSchema };

/** PUT /api/petty-cash/{centreId} opens the fund, or changes its settings. */
export const savePettyCashFundSchema = z.object({
  ...centre,
  floatMinor: amountSchema.nullable(),
  receiptMaxMinor: amountSchema.nullable(),
  photoFromMinor: minorSchema.min(0).max(COUNTED_MINOR_MAX).nullable(),
  /** The version that was shown; 0 when there was no fund. */
  basedOnVersion: z.int().min(0),
});
export type SavePettyCashFund = z.infer<typeof savePettyCashFundSchema>;

const cashOut = {
  ...centre,
  businessDate: businessDateSchema,
  /** The reader confirms that the fund would contain less than nothing. */
  acceptsBelowZero: z.boolean().default(false),
};

/** POST /api/petty-cash/{centreId}/receipts */
export const recordReceiptSchema = z.object({
  ...cashOut,
  expenseType: expenseTypeCodeSchema,
  supplier: z.string().trim().min(1).max(NAME_MAX),
  text: entryTextSchema,
  /** The gross amount by tax rate. Without the tax as printed, it is computed. */
  lines: z
    .array(
      z.object({
        ratePpm: z.int().min(0).max(RATE_PPM_MAX),
        grossMinor: amountSchema,
        vatMinor: minorSchema.min(0).nullable().default(null),
      }),
    )
    .min(1)
    .max(LINES_MAX)
    .refine((lines) => new Set(lines.map(({ ratePpm }) => ratePpm)).size === lines.length, {
      message: "Name each tax rate once",
    }),
  photoId: z.uuid().nullable().default(null),
  /** Who paid; by default the reader. */
  paidById: z.uuid().nullable().default(null),
});
export type RecordReceipt = z.infer<typeof recordReceiptSchema>;

/** POST /api/petty-cash/{centreId}/transfers: a top-up of the fund, or cash that is returned. */
export const recordTransferSchema = z.object({
  ...cashOut,
  kind: z.enum(["top-up", "return"]),
  source: z.enum(CASH_SOURCES),
  amountMinor: amountSchema,
  reference: z.string().trim().max(NAME_MAX).default(""),
  text: entryTextSchema,
});
export type RecordTransfer = z.infer<typeof recordTransferSchema>;

/** POST /api/petty-cash/{centreId}/reversals */
export const reverseEntrySchema = z.object({
  ...centre,
  number: entryNumberSchema,
  /** Why it was wrong. */
  text: z.string().trim().min(1).max(TEXT_MAX),
  acceptsBelowZero: z.boolean().default(false),
});
export type ReverseEntry = z.infer<typeof reverseEntrySchema>;

/** POST /api/petty-cash/{centreId}/approvals approves all of these entries, or none. */
export const approveEntriesSchema = z.object({
  ...centre,
  numbers: z.array(entryNumberSchema).min(1).max(500),
});
export type ApproveEntries = z.infer<typeof approveEntriesSchema>;

/** POST /api/petty-cash/{centreId}/counts */
export const recordFundCountSchema = requireAmountOrItems(
  z.object({
    ...centre,
    countedMinor: minorSchema.min(0).max(COUNTED_MINOR_MAX).optional(),
    denominations: countedItemsSchema.optional(),
    looseMinor: minorSchema.min(0).max(COUNTED_MINOR_MAX).optional(),
    /** The last entry when the count began: cash that moves meanwhile makes it worthless. */
    basedOnEntry: z.int().min(0),
  }),
);
export type RecordFundCount = z.infer<typeof recordFundCountSchema>;

/** POST /api/petty-cash/{centreId}/differences explains what the latest count found. */
export const explainDifferenceSchema = z.object({
  ...centre,
  countNumber: entryNumberSchema,
  reason: z.string().trim().min(1).max(40),
  text: z.string().trim().min(1).max(TEXT_MAX),
});
export type ExplainDifference = z.infer<typeof explainDifferenceSchema>;

/** POST /api/petty-cash/{centreId}/closings */
export const closePettyCashSchema = z.object({
  ...centre,
  to: businessDateSchema,
  /** The count and the last entry that were shown. */
  basedOnCount: z.int().min(1),
  basedOnEntry: z.int().min(0),
});
export type ClosePettyCash = z.infer<typeof closePettyCashSchema>;

/** POST /api/petty-cash/{centreId}/photos: the body is the file itself. */
export const addReceiptPhotoSchema = z.object({
  ...centre,
  fileName: z.string().max(500).default(""),
});
export type AddReceiptPhoto = z.infer<typeof addReceiptPhotoSchema>;
export const receiptPhotoSchema = z.object({ ...centre, id: z.uuid() });
export const addedPhotoSchema = z.object({ id: z.string() });

export const fundNumberSchema = z.object({ number: z.int() });
