/** What the form of an item holds. */
import type { ChangeItemKind, ItemKindRow } from "@/lib/contracts/item-kind";
import {
  ENTRY_MEANINGS,
  isInTender,
  type ItemKind,
  normalizeItem,
  TENDER_MEANINGS,
} from "@/lib/domain/item-kind/item-kind";

export type ItemDraft = {
  source: ItemKind["source"];
  item: string;
  meaning: ItemKindRow["meaning"];
  /** What is sent of it depends on the meaning. */
  within: string | null;
  validFrom: string;
};

export function newItemDraft(today: string): ItemDraft {
  const [meaning] = TENDER_MEANINGS;
  return { source: "tender", item: "", meaning, within: null, validFrom: today };
}

export function listMeanings(source: ItemDraft["source"]) {
  return source === "tender" ? TENDER_MEANINGS : ENTRY_MEANINGS;
}

/** The latest version of what the draft would change; undefined for a new item. */
export function findItem(
  { source, item }: ItemDraft,
  kinds: readonly ItemKindRow[],
): ItemKindRow | undefined {
  const normalized = normalizeItem(source, item);
  return kinds.find((kind) => kind.source === source && kind.item === normalized);
}

/** A null meaning withdraws. */
export function toSentItem(draft: ItemDraft, basedOnVersion: number): ChangeItemKind {
  const { source, item, validFrom } = draft;
  const more = { item, validFrom, basedOnVersion };
  if (source === "tender") {
    const meaning = TENDER_MEANINGS.find((one) => one === draft.meaning) ?? null;
    const within = isInTender(meaning) ? (draft.within?.trim() ?? null) : null;
    return { source, meaning, within, ...more };
  }
  const meaning = ENTRY_MEANINGS.find((one) => one === draft.meaning) ?? null;
  return { source, meaning, ...more };
}
