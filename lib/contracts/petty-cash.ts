/** The petty cash fund of a centre: its balance and entries, its counts and its closed periods. */
import { z } from "zod";
import { CASH_SOURCES, ENTRY_KINDS } from "../domain/petty-cash/fund";
import { currencySchema, idSchema, instantSchema, minorSchema } from "./basics";
import { denominationSchema } from "./count-settings";
import { expenseTypeListSchema } from "./expense-type";

const fundSettingsSchema = z.object({
  version: z.int(),
  /** What the fund is topped up to; null: an open float. */
  floatMinor: minorSchema.nullable(),
  /** No receipt may be higher; null: no limit. */
  receiptMaxMinor: minorSchema.nullable(),
  /** From this amount on a receipt needs a photo; null: never. */
  photoFromMinor: minorSchema.nullable(),
});

const vatLineSchema = z.object({
  ratePpm: z.int(),
  grossMinor: minorSchema,
  vatMinor: minorSchema,
});

const personAtSchema = z.object({ by: z.string(), at: instantSchema });

const fundEntrySchema = z.object({
  number: z.int(),
  kind: z.enum(ENTRY_KINDS),
  businessDate: z.string(),
  /** Negative when cash leaves the fund. */
  amountMinor: minorSchema,
  /** What the fund contained after it; null where the reader counts blind. */
  balanceMinor: minorSchema.nullable(),
  reverses: z.int().nullable(),
  reversedBy: z.int().nullable(),
  source: z.enum(CASH_SOURCES).nullable(),
  reference: z.string().nullable(),
  expenseType: z.string().nullable(),
  supplier: z.string().nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  vat: z.array(vatLineSchema),
  photoId: z.string().nullable(),
  paidBy: z.string(),
  recordedBy: z.string(),
  recordedAt: instantSchema,
  approved: personAtSchema.nullable(),
  /** Nobody has approved it, and somebody has to. */
  waits: z.boolean(),
  /** The reader may approve it: they had no part in it. */
  isApprovable: z.boolean(),
});
export type FundEntryView = z.infer<typeof fundEntrySchema>;

const fundCountSchema = z.object({
  number: z.int(),
  businessDate: z.string(),
  countedMinor: minorSchema,
  /** Both are null where the reader counts blind. */
  balanceMinor: minorSchema.nullable(),
  differenceMinor: minorSchema.nullable(),
  /** The entry that explains the difference; null while none does. */
  explainedBy: z.int().nullable(),
  by: z.string(),
  at: instantSchema,
  isOwn: z.boolean(),
});
export type FundCount = z.infer<typeof fundCountSchema>;

const fundClosingSchema = z.object({
  number: z.int(),
  to: z.string(),
  balanceMinor: minorSchema.nullable(),
  entries: z.int(),
  by: z.string(),
  at: instantSchema,
});

/** GET /api/petty-cash/{centreId}; a closed period by its number, otherwise the open one. */
export const pettyCashSearchSchema = z.object({
  centreId: idSchema,
  period: z.coerce.number().int().min(1).max(100_000).optional(),
});
export type PettyCashSearch = z.infer<typeof pettyCashSearchSchema>;

export const pettyCashSchema = z.object({
  centreId: z.string(),
  centreName: z.string(),
  currency: currencySchema,
  today: z.string(),
  /** Null where the centre has no fund. */
  settings: fundSettingsSchema.nullable(),
  /** The reader counts without knowing what the fund should contain. */
  isBlind: z.boolean(),
  /** What the fund should contain now; null where the reader counts blind, or without a fund. */
  balanceMinor: minorSchema.nullable(),
  isBelowZero: z.boolean(),
  /** What the shown period began with. */
  openingMinor: minorSchema.nullable(),
  /** The last date of the last closed period; null while none is closed. */
  closedTo: z.string().nullable(),
  lastEntry: z.int(),
  /** The number of the shown period; null: the open one. */
  period: z.int().nullable(),
  /** Of the shown period, the latest first. */
  entries: z.array(fundEntrySchema),
  waiting: z.int(),
  /** The latest first, and no more than a few. */
  counts: z.array(fundCountSchema),
  closings: z.array(fundClosingSchema),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  expenseTypes: expenseTypeListSchema,
  denominations: z.array(denominationSchema),
});
export type PettyCash = z.infer<typeof pettyCashSchema>;

/** GET /api/petty-cash: the funds of the reader's centres, in the order of their names. */
export const fundListSchema = z.object({
  funds: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      currency: currencySchema,
      isBlind: z.boolean(),
      balanceMinor: minorSchema.nullable(),
      isBelowZero: z.boolean(),
      floatMinor: minorSchema.nullable(),
      /** Entries that somebody has to approve. */
      waiting: z.int(),
      closedTo: z.string().nullable(),
      /** Null while the fund was never counted. */
      last: z
        .object({
          countedMinor: minorSchema,
          /** Null where the reader counts blind. */
          differenceMinor: minorSchema.nullable(),
          isExplained: z.boolean(),
          at: instantSchema,
        })
        .nullable(),
    }),
  ),
});
export type FundList = z.infer<typeof fundListSchema>;
