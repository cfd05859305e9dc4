import "server-only";

/** Reads which items are tips, gift cards and roundings, and applies it to the sheets of days. */
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { applyMeanings } from "@/lib/domain/item-kind/apply-meanings";
import { findMeanings, type ItemKind, type Meanings } from "@/lib/domain/item-kind/item-kind";
import type { Sql } from "../db/sql";

/** Returns the sheet with its items as they are meant on its day. */
type ReadSheet = (sheet: CashSheet) => CashSheet;

export async function readItemKinds(sql: Sql): Promise<ReadSheet> {
  const kinds = await sql<ItemKind>(
    `SELECT source, item, version, meaning, within, valid_from AS "validFrom" FROM item_kind`,
  );
  const found = new Map<string, Meanings | null>();
  return (sheet) => {
    const { businessDate } = sheet;
    if (!found.has(businessDate)) found.set(businessDate, findMeanings(kinds, businessDate));
    return applyMeanings(sheet, found.get(businessDate) ?? null);
  };
}
