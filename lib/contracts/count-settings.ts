/**
 * How tills are counted: denominations, floats, openings, recounts, and the settings of a centre.
 */
import { z } from "zod";
import { BLIND_MODES, RECOUNTS_MAX_MAX } from "../domain/till-count/blind-count";
import { HINT_KINDS, INNOCENT } from "../domain/till-count/count-quality";
import { DENOMINATIONS_MAX } from "../domain/till-count/denomination";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { countedItemsSchema, requireAmountOrItems, PIECE_MINOR_MAX } from "./counted-amount";
import { businessDateSchema, currencySchema, idSchema, instantSchema, minorSchema } from "./basics";

/** The key of a till within one shift. */
const tillKey = {
  centreId: idSchema,
  businessDate: businessDateSchema,
  shiftId: idSchema,
  tillId: idSchema,
};

const amountSchema = minorSchema.min(0).max(COUNTED_MINOR_MAX);

/** The stored form: an amount counted in bulk is one piece of the whole value, marked `loose`. */
export const countItemSchema = z.object({
  valueMinor: minorSchema,
  quantity: z.int(),
  per: z.int().optional(),
  loose: z.literal(true).optional(),
});
export type CountItem = z.infer<typeof countItemSchema>;

export const denominationSchema = z.object({
  valueMinor: z.int().min(1).max(PIECE_MINOR_MAX),
  kind: z.enum(["note", "coin"]),
  /** Pieces in a roll (coins) or a bundle (notes); null when the piece has neither. */
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

/** PUT /api/denominations/{currency}. Null resets the currency to its default denominations. */
export const saveDenominationsSchema = z.object({ denominations: denominationsSchema.nullable() });

/**
 * The denominations in descending value; empty for a currency that has neither defaults nor
 * settings.
 */
export const denominationSetSchema = z.object({
  currency: currencySchema,
  edited: z.boolean(),
  denominations: z.array(denominationSchema),
});
export type DenominationSet = z.infer<typeof denominationSetSchema>;

export const centreKeySchema = z.object({ centreId: idSchema });

/** GET, PUT /api/centres/{centreId}/counting */
export const countingSchema = z.object({
  blindMode: z.enum(BLIND_MODES),
  /** The number of recounts of one line that may be requested before a manager has to decide. */
  recountsMax: z.int().min(0).max(RECOUNTS_MAX_MAX),
  approval: z.enum(["always", "above-limit"]),
});
export type Counting = z.infer<typeof countingSchema>;

/**
 * PUT /api/centres/{centreId}/floats. A float is never edited: the latest version applies from its
 * first day.
 */
export const agreeFloatSchema = z.object({
  /** "*" stands for every till of the centre. */
  tillId: z.union([z.literal("*"), idSchema]),
  /** Null when no float is agreed from that day on. */
  amountMinor: amountSchema.nullable(),
  validFrom: businessDateSchema,
});

const agreedFloatSchema = z.object({
  tillId: z.string(),
  version: z.int(),
  amountMinor: minorSchema.nullable(),
  validFrom: businessDateSchema,
  agreedBy: z.string().nullable(),
  agreedAt: instantSchema,
});
export const agreedFloatListSchema = z.object({
  /** All versions, by till ("*" first), the newest first. */
  floats: z.array(agreedFloatSchema),
  /** The floats in force on the current business date of the centre, by till. */
  inForce: z.array(agreedFloatSchema),
});
export type AgreedFloatList = z.infer<typeof agreedFloatListSchema>;

/**
 * POST /api/till-counts/openings. `basedOnVersion` is the version that was shown; 0 when there was
 * none.
 */
export const recordOpeningSchema = requireAmountOrItems(
  z.object({
    ...tillKey,
    countedMinor: amountSchema.optional(),
    denominations: countedItemsSchema.optional(),
    looseMinor: amountSchema.optional(),
    basedOnVersion: z.int().min(0).optional(),
  }),
);
export type RecordOpening = z.infer<typeof recordOpeningSchema>;

const openingCountSchema = z.object({
  countedMinor: minorSchema,
  denominations: z.array(countItemSchema).nullable(),
  version: z.int(),
  countedBy: z.string(),
  countedAt: instantSchema,
});

/**
 * A difference is counted − the other amount, as that was known when the till was opened. What the
 * previous count left (`previous…`) is absent while it may not be revealed, and null when there is
 * no such count.
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
  /** False when the same was in force already, so that nothing was stored. */
  stored: z.boolean(),
});
export type RecordedOpening = z.infer<typeof recordedOpeningSchema>;

/** POST /api/till-counts/recounts. The counter sees `text`. */
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
  /** The first request for a line is 1. */
  number: z.int(),
});

export const requestedRecountSchema = recountSchema.extend({
  ...tillKey,
  tenderId: idSchema,
  /** The version of the count that was in force when the recount was requested. */
  countVersion: z.int(),
  /** The version of the day, which the request has raised. */
  version: z.int(),
});
export type RequestedRecount = z.infer<typeof requestedRecountSchema>;

const waitingTillSchema = z.object({
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  /** The number of tenders without a count, followed by the number of all tenders. */
  uncounted: z.int(),
  tenders: z.int(),
  /** True once the sheet gives a closing time of the till in this shift. */
  ended: z.boolean(),
});

const wantedRecountSchema = recountSchema.extend({
  shiftId: z.string(),
  shiftName: z.string().nullable(),
  tillId: z.string(),
  tillName: z.string().nullable(),
  tenderId: z.string(),
  tenderName: z.string().nullable(),
});

/** GET /api/till-counts/waiting lists what is left to count, without any amount. */
export const waitingSchema = z.object({
  now: instantSchema,
  /** Sorted by centre, the newest day first; days with nothing left to count are omitted. */
  days: z.array(
    z.object({
      centreId: z.string(),
      centreName: z.string(),
      businessDate: businessDateSchema,
      /** True for the current business date of the centre. */
      isToday: z.boolean(),
      /** The day whose tills are listed instead, while Cashrec has no sheet of this day. */
      shapeFrom: businessDateSchema.nullable(),
      tills: z.array(waitingTillSchema),
      recounts: z.array(wantedRecountSchema),
    }),
  ),
  /** True when more days than these are waiting. */
  more: z.boolean(),
});
export type Waiting = z.infer<typeof waitingSchema>;

export const countHintSchema = z.object({
  shiftId: z.string(),
  tillId: z.string(),
  tenderId: z.string(),
  kind: z.enum(HINT_KINDS),
  /** Amounts end in Minor; the others are plain numbers. */
  facts: z.record(z.string(), z.number()),
  /** The key of the text that names an innocent explanation. */
  innocent: z.enum(INNOCENT),
});
export type CountHint = z.infer<typeof countHintSchema>;
