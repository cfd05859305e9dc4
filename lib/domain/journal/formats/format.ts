/**
 * What a layout of a file is: text for the head of a batch and for each of its entries, which
 * depend on nothing but what the batch stores, so that a file made again has the same bytes.
 */
import type { JournalEntry } from "../posting";
import type { BatchEntity } from "../series";
import type { JournalSettings } from "../settings";

export type FileBatch = {
  /** Null for the series of the organisation, whose files name no entity. */
  entity: BatchEntity | null;
  number: number;
  /** The first and the last business date of its entries. */
  firstDate: string;
  lastDate: string;
  /** The moment of the batch, as an ISO 8601 instant. */
  postedAt: string;
  /** Sorted; most batches have one. */
  currencies: readonly string[];
  settings: JournalSettings;
};

export type JournalFormat = {
  extension: string;
  encoding: "utf-8" | "windows-1252";
  head: (batch: FileBatch) => string;
  entry: (entry: JournalEntry, batch: FileBatch) => string;
  /** Whether the layout has no field for the currency, so that a file has entries of one. */
  oneCurrency?: true;
  /** The one currency that the program takes; absent where it takes any. */
  currency?: string;
  /** How many decimals its amounts have at most; absent where they have those of the currency. */
  decimalsMax?: number;
  /** Whether dates have no year of their own, so that each financial year is a file. */
  oneYear?: true;
  /** What the program expects the names of its files to begin with. */
  namePrefix?: string;
  /** How many lines the program reads at once: a larger batch is several files. */
  linesMax?: number;
  /** Which accounts the program takes; absent where it takes any. */
  accounts?: RegExp;
};
