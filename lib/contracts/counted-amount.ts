/** What was counted: one amount, or pieces of notes, coins and vouchers. */
import { z } from "zod";

export const PIECE_MINOR_MAX = 100_000_000;

/** Pieces of one value, counted singly or by the roll or bag of `per` pieces; vouchers likewise. */
const countedPiecesSchema = z.object({
  valueMinor: z.int().min(1).max(PIECE_MINOR_MAX),
  quantity: z.int().min(0).max(1_000_000),
  per: z.int().min(2).max(100_000).optional(),
});
const COUNTED_ITEMS_MAX = 120;
export const countedItemsSchema = z.array(countedPiecesSchema).min(1).max(COUNTED_ITEMS_MAX);

type AmountOrItems = {
  countedMinor?: number | undefined;
  denominations?: readonly unknown[] | undefined;
  looseMinor?: number | undefined;
};

/** A count is one amount, or pieces with what was counted in bulk beside them. */
export function requireAmountOrItems<Schema extends z.ZodType<AmountOrItems>>(schema: Schema) {
  return schema
    .refine((count) => (count.countedMinor === undefined) !== (count.denominations === undefined), {
      message: "Give either countedMinor or denominations",
      path: ["countedMinor"],
    })
    .refine((count) => count.looseMinor === undefined || count.denominations !== undefined, {
      message: "Give looseMinor together with denominations",
      path: ["looseMinor"],
    });
}
