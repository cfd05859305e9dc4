/**
 * What an item of a cash sheet is beside a sale or an expense: a tip, a gift card, a rounding.
 * Cashrec does not say so; somebody in finance does, for a tender by its id or for an entry by its
 * label. Versions with a first day make a history, of which signed days keep their part.
 */
import { normalizeLabel } from "../journal/account-rule";

/**
 * A tender also differs by where its money is: in the till beside the cash tender, in the amount of
 * the cash tender or of another one already, or apart, where it makes a line of its own.
 */
export const TENDER_MEANINGS = [
  "gift-card-redeemed",
  "gift-card-sold-apart",
  "gift-card-sold-in-till",
  "gift-card-sold-in-cash",
  "gift-card-sold-in-tender",
  "tip-apart",
  "tip-in-till",
  "tip-in-cash",
  "tip-in-tender",
  "rounding-in-till",
  "rounding-in-cash",
] as const;
export type TenderMeaning = (typeof TENDER_MEANINGS)[number];

/** Entries are cash; their list says whether it came or went. */
export const ENTRY_MEANINGS = ["gift-card-sold", "tip", "rounding"] as const;
export type EntryMeaning = (typeof ENTRY_MEANINGS)[number];

export const ITEM_SOURCES = ["tender", "entry"] as const;
type ItemMeaning =
  | { source: "tender"; meaning: TenderMeaning | null }
  | { source: "entry"; meaning: EntryMeaning | null };

/** Tells whether a meaning needs the id of the tender whose amount includes the item. */
export function isInTender(meaning: string | null): boolean {
  return meaning?.endsWith("-in-tender") === true;
}

/** A null meaning withdraws the one before. */
export type ItemKind = ItemMeaning & {
  /** The id of a tender, or a label as `normalizeItem` writes it. */
  item: string;
  /** The tender whose amount includes the item, for the meanings of `isInTender`. */
  within: string | null;
  version: number;
  /** It applies from this business date on. */
  validFrom: string;
};

/** What is in force on one day. */
export type Meanings = {
  tenders: ReadonlyMap<string, TenderMeaning>;
  /** The tender whose amount includes another one, by the id of the latter. */
  within: ReadonlyMap<string, string>;
  entries: ReadonlyMap<string, EntryMeaning>;
};

export function normalizeItem(source: ItemKind["source"], item: string): string {
  return source === "tender" ? item.trim() : normalizeLabel(item);
}

/**
 * Of the versions of an item, the highest whose first day has come is in force, also when an older
 * one begins on a later date. Returns null when no item has a meaning.
 */
export function findMeanings(kinds: readonly ItemKind[], businessDate: string): Meanings | null {
  const tenders = new Map<string, TenderMeaning>();
  const within = new Map<string, string>();
  const entries = new Map<string, EntryMeaning>();
  const started = kinds
    .filter(({ validFrom }) => validFrom <= businessDate)
    .toSorted((one, other) => one.version - other.version);
  for (const { item, ...rest } of started) {
    if (rest.source === "entry") put(entries, item, rest.meaning);
    else {
      put(tenders, item, rest.meaning);
      put(within, item, rest.within);
    }
  }
  return tenders.size === 0 && entries.size === 0 ? null : { tenders, within, entries };
}

function put<T>(meanings: Map<string, T>, item: string, meaning: T | null): void {
  if (meaning === null) meanings.delete(item);
  else meanings.set(item, meaning);
}
