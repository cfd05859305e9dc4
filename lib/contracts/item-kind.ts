/** What tenders and entries of cash sheets are beside sales and expenses: tips, gift cards… */
import { z } from "zod";
import {
  ENTRY_MEANINGS,
  isInTender,
  ITEM_SOURCES,
  TENDER_MEANINGS,
} from "../domain/item-kind/item-kind";
import { businessDateSchema, idSchema, instantSchema } from "./basics";

const itemKindSchema = z.object({
  source: z.enum(ITEM_SOURCES),
  /** The id of a tender, or the label of entries in lower case. */
  item: z.string(),
  version: z.int(),
  /** Null: from the first day of the version on, the item is nothing special. */
  meaning: z.enum([...TENDER_MEANINGS, ...ENTRY_MEANINGS]).nullable(),
  /** The tender whose amount includes the item; null for meanings that need none. */
  within: z.string().nullable(),
  validFrom: businessDateSchema,
  createdBy: z.string().nullable(),
  createdAt: instantSchema,
});
export type ItemKindRow = z.infer<typeof itemKindSchema>;

/** Every version, sorted by source and item, the latest first. */
export const itemKindListSchema = z.object({ kinds: z.array(itemKindSchema) });
export type ItemKindList = z.infer<typeof itemKindListSchema>;

const more = {
  validFrom: businessDateSchema,
  /** The latest version that was shown; 0 when there was none. */
  basedOnVersion: z.int().min(0),
};

type TenderChange = { item: string; meaning: string | null; within: string | null };

function namesContainer({ item, meaning, within }: TenderChange): boolean {
  return isInTender(meaning) ? within !== null && within !== item.trim() : within === null;
}

/** POST /api/item-kinds */
export const changeItemKindSchema = z
  .discriminatedUnion("source", [
    z.object({
      source: z.literal("tender"),
      item: idSchema,
      meaning: z.enum(TENDER_MEANINGS).nullable(),
      /** The tender whose amount includes the item. Meanings that end in "in-tender" need it. */
      within: idSchema.nullable().default(null),
      ...more,
    }),
    z.object({
      source: z.literal("entry"),
      item: z.string().trim().min(1).max(200),
      meaning: z.enum(ENTRY_MEANINGS).nullable(),
      ...more,
    }),
  ])
  .refine((change) => change.source === "entry" || namesContainer(change), {
    path: ["within"],
    error: "Name the other tender whose amount includes it, for those meanings alone",
  });
export type ChangeItemKind = z.infer<typeof changeItemKindSchema>;

export const changedItemKindSchema = z.object({
  kind: itemKindSchema,
  /** How many open days have the item, and were computed again. */
  days: z.int(),
});
export type ChangedItemKind = z.infer<typeof changedItemKindSchema>;
