/** How tills are counted: pieces, floats, openings, fresh counts, and what a centre sets of it. */
import { z } from "zod";
import { BLIND_MODES, RECOUNTS_MAX_MAX } from "../domain/till-count/blind-count";
import { HINT_KINDS, INNOCENT } from "../domain/till-count/count-quality";
import { DENOMINATIONS_MAX } from "../domain/till-count/denomination";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { businessDateSchema, currencySchema, idSchema, instantSchema, minorSchema } from "./basics";

/** A till of one shift. */
const tillKey = {
  centreId: idSchema,
  businessDate: businessDateSchema,
  shiftId: idSchema,
  tillId: idSchema,
};

const PIECE_MINOR_MAX = 100_000_000;
const amountSchema = minorSchema.min(0).max(COUNTED_MINOR_MAX);

/** Pieces of one value, one by one or by the roll or bag of `per`; vouchers likewise. */
export const countedPiecesSchema = z.object({
  valueMinor: z.int().min(1).max(PIECE_MINOR_MAX),
  quantity: z.int().min(0).max(1_000_000),
  per: z.int().min(2).max(100_000).optional(),
});
export const COUNTED_ITEMS_MAX = 120;
export const countedItemsSchema = z.array(countedPiecesSchema).min(1).max(COUNTED_ITEMS_MAX);

/** As it is kept: what was counted in bulk is one piece of the whole amount, and `loose`. */
export const countItemSchema = z.object({
  valueMinor: minorSchema,
  quantity: z.int(),
  per: z.int().optional(),
  loose: z.literal(true).optional(),
});
export type CountItem = z.infer<typeof countItemSchema>;

// Notes and coins

export const denominationSchema = z.object({
  valueMinor: z.int().min(1).max(PIECE_MINOR_MAX),
  kind: z.enum(["note", "coin"]),
  /** Pieces in a roll (coins) or a bundle (notes); null: they are not counted so. */
  rollOf: z.int().min(2).max(10_000).nullable(),
  bagOf: z.int().min(2).max(100_000).nullable(),
});

const denominationsSchema = z
  .array(denominationSchema)
  .min(1)
  .max(DENOMINATIONS_MAX)
  .refine((all) => new Set(all.map(({ valueMinor }) => valueMinor)).size === all.length, {
    message: "Name each value once",
  });

export const currencyKeySchema = z.object({ currency: currencySchema });

/** PUT /api/denominations/{currency}; null goes back to what is known without being told. */
export const saveDenominationsSchema = z.object({ denominations: denominationsSchema.nullable() });

/** In falling value. Empty for a currency of which nothing is known and nothing was said. */
export const denominationSetSchema = z.object({
  currency: currencySchema,
  edited: z.boolean(),
  denominations: z.array(denominationSchema),
});
export type DenominationSet = z.infer<typeof denominationSetSchema>;

// What a centre sets

export const centreKeySchema = z.object({ centreId: idSchema });

/** GET, PUT /api/centres/{centreId}/counting */
export const countingSchema = z.object({
  blindMode: z.enum(BLIND_MODES),
  /** How often a fresh count of one line may be asked for; then a manager decides. */
  recountsMax: z.int().min(0).max(RECOUNTS_MAX_MAX),
  approval: z.enum(["always", "above-limit"]),
});
export type Counting = z.infer<typeof countingSchema>;

/** PUT /api/centres/{centreId}/floats; never an edit: the last that was said holds from its day. */
export const agreeFloatSchema = z.object({
  /** "*" for every till of the centre. */
  tillId: z.union([z.literal("*"), idSchema]),
  /** null: from that day on no float is agreed. */
  amountMinor: amountSchema.nullable(),
  validFrom: businessDateSchema,
});

export const agreedFloatSchema = z.object({
  tillId: z.string(),
  version: z.int(),
  amountMinor: minorSchema.nullable(),
  validFrom: businessDateSchema,
  agreedBy: z.string().nullable(),
  agreedAt: instantSchema,
});
export const agreedFloatListSchema = z.object({
  /** All that was said, by till ("*" first), the newest first. */
  floats: z.array(agreedFloatSchema),
  /** What holds on the business date that the centre has now, by till. */
  inForce: z.array(agreedFloatSchema),
});
export type AgreedFloatList = z.infer<typeof agreedFloatListSchema>;

// Opening a till

/** POST /api/till-counts/openings. `basedOnVersion` is the count that was shown; 0: none. */
export const recordOpeningSchema = z
  .object({
    ...tillKey,
    countedMinor: amountSchema.optional(),
    denominations: countedItemsSchema.optional(),
    looseMinor: amountSchema.optional(),
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
export type RecordOpening = z.infer<typeof recordOpeningSchema>;

export const openingCountSchema = z.object({
  countedMinor: minorSchema,
  denominations: z.array(countItemSchema).nullable(),
  version: z.int(),
  countedBy: z.string(),
  countedAt: instantSchema,
});

/**
 * A difference is counted − the other side, as that was known when the till was opened. What the
 * count before left (`previous…`) is absent where it may not be told yet; null: there is none.
 */
export const openingSchema = z.object({
  agreedMinor: minorSchema.nullable(),
  previousMinor: minorSchema.nullable().optional(),
  previousDate: businessDateSchema.nullable().optional(),
  count: openingCountSchema.nullable(),
  agreedDifferenceMinor: minorSchema.nullable().optional(),
  previousDifferenceMinor: minorSchema.nullable().optional(),
});
export type OpeningOfTill = z.infer<typeof openingSchema>;

export const recordedOpeningSchema = openingSchema.extend({
  ...tillKey,
  /** False when the same was in force already: nothing was stored. */
  stored: z.boolean(),
});
export type RecordedOpening = z.infer<typeof recordedOpeningSchema>;

// Counting again

/** POST /api/till-counts/recounts; the counter reads `text`. */
export const requestRecountSchema = z.object({
  ...tillKey,
  tenderId: idSchema,
  text: z.string().trim().min(1).max(2_000),
});
export type RequestRecount = z.infer<typeof requestRecountSchema>;

export const recountSchema = z.object({
  text: z.string(),
  by: z.string(),
  at: instantSchema,
  /** The first request of the line is 1. */
  number: z.int(),
});

export const requestedRecountSchema = recountSchema.extend({
  ...tillKey,
  tenderId: idSchema,
  /** The count in force when it was asked. */
  countVersion: z.int(),
  /** Of the day, which this has raised. */
  version: z.int(),
});
export type RequestedRecount = z.infer<typeof requestedRecountSchema>;

// What waits to be counted

const waitingTillSchema = z.object({
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  /** Tenders without a count, and how many there are. */
  uncounted: z.int(),
  tenders: z.int(),
});

const wantedRecountSchema = recountSchema.extend({
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
});

/** GET /api/till-counts/waiting: what is left to count, and no figure. */
export const waitingSchema = z.object({
  now: instantSchema,
  /** In order of centre, the newest day first; days with nothing left to count are left out. */
  days: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      businessDate: businessDateSchema,
      /** The business date that the centre has now. */
      isToday: z.boolean(),
      /** Where Cashrec has no sheet of the day yet: the day whose tills are named instead. */
      shapeFrom: businessDateSchema.nullable(),
      tills: z.array(waitingTillSchema),
      recounts: z.array(wantedRecountSchema),
    }),
  ),
  /** More days than these wait. */
  more: z.boolean(),
});
export type Waiting = z.infer<typeof waitingSchema>;

// What a reviewer is told about how a count was made

export const countHintSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  kind: z.enum(HINT_KINDS),
  /** Amounts end in Minor; the rest are plain numbers. */
  facts: z.record(z.string(), z.number()),
  /** Names the text of what it may innocently be. */
  innocent: z.enum(INNOCENT),
});
export type CountHint = z.infer<typeof countHintSchema>;
