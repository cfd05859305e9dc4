/** Counts in the middle of a shift, and tills that one shift hands over to the next. */
import { z } from "zod";
import { COUNTED_MINOR_MAX } from "../domain/till-count/import-row";
import { PIN } from "../domain/pin";
import { businessDateSchema, idSchema, instantSchema, minorSchema } from "./basics";
import { countItemSchema } from "./count-settings";
import { countedItemsSchema, requireAmountOrItems } from "./counted-amount";

const TEXT_MAX = 2_000;
const amountSchema = minorSchema.min(0).max(COUNTED_MINOR_MAX);
const tillSchema = z.object({
  centreId: idSchema,
  businessDate: businessDateSchema,
  shiftId: idSchema,
  tillId: idSchema,
});
const countedTillSchema = tillSchema.extend({
  countedMinor: amountSchema.optional(),
  denominations: countedItemsSchema.optional(),
  looseMinor: amountSchema.optional(),
});
const textSchema = z.string().trim().max(TEXT_MAX).optional();

/** POST /api/till-counts/spots */
export const recordSpotSchema = requireAmountOrItems(countedTillSchema);
export type RecordSpot = z.infer<typeof recordSpotSchema>;

/** POST /api/till-counts/hand-overs. The text is for the next shift. */
export const handOverSchema = requireAmountOrItems(countedTillSchema.extend({ text: textSchema }));
export type HandOver = z.infer<typeof handOverSchema>;

/**
 * POST /api/till-counts/take-overs. On a shared device the next person may confirm with their PIN
 * while the one who hands over is still signed in; otherwise the signed-in person takes over.
 */
export const takeOverSchema = requireAmountOrItems(
  countedTillSchema.extend({
    number: z.int().min(1),
    text: textSchema,
    by: z.object({ userId: z.uuid(), pin: z.string().regex(PIN) }).optional(),
  }),
);
export type TakeOver = z.infer<typeof takeOverSchema>;

export const numberedSchema = z.object({ number: z.int() });

/** A spot count is compared with nothing, so that it reveals nothing either. */
const spotCountSchema = z.object({
  number: z.int(),
  countedMinor: minorSchema,
  denominations: z.array(countItemSchema).nullable(),
  by: z.string(),
  at: instantSchema,
});

/** What the next shift found is null until somebody has taken over. */
const handedOverSchema = z.object({
  number: z.int(),
  givenMinor: minorSchema,
  givenBy: z.string(),
  givenAt: instantSchema,
  text: z.string().nullable(),
  /** Null when it was counted as a total, and on the sheet of a till that nobody took over yet. */
  denominations: z.array(countItemSchema).nullable(),
  /** The reader handed it over, so that somebody else takes it. */
  isOwn: z.boolean(),
  taken: z
    .object({
      takenMinor: minorSchema,
      denominations: z.array(countItemSchema).nullable(),
      by: z.string(),
      at: instantSchema,
      text: z.string().nullable(),
      confirmedBy: z.enum(["session", "pin"]),
      /** Found less handed over; 0 when the two agree. */
      differenceMinor: minorSchema,
    })
    .nullable(),
});
export type HandedOver = z.infer<typeof handedOverSchema>;

/** The sheet of a till has both, the latest first. */
export const tillEventsSchema = z.object({
  spots: z.array(spotCountSchema),
  handOvers: z.array(handedOverSchema),
});
export type TillEvents = z.infer<typeof tillEventsSchema>;

/** Of a day, by till. */
export const dayTillEventsSchema = z.array(
  tillEventsSchema.extend({ shiftId: z.string(), tillId: z.string() }),
);

/** GET /api/till-counts/take-overs lists who can confirm with a PIN on this device. */
export const takersSearchSchema = z.object({ centreId: idSchema });
export const takersSchema = z.object({
  people: z.array(z.object({ id: z.string(), name: z.string() })),
});
