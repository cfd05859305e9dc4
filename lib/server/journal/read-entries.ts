import "server-only";

/** Reads entries of the journal with their postings. */
import type { JournalEntry, Posting } from "@/lib/domain/journal/posting";
import { minor } from "@/lib/domain/money";
import type { Sql } from "../db/sql";

export type PostedEntry = JournalEntry & {
  source: "day" | "petty-cash";
  moveNumber: number;
  occurrence: number;
};

type EntryRecord = Omit<PostedEntry, "postings">;
type PostingRecord = Omit<Posting, "amount"> & { entryNumber: number; amount: string };

/** Entries of one legal entity, in the order of their numbers. */
export async function readEntries(
  sql: Sql,
  entityId: string,
  numbers: readonly number[],
): Promise<PostedEntry[]> {
  const entries = await sql<EntryRecord>(
    `SELECT number, centre_id AS "centreId", centre_name AS "centreName",
            business_date AS "businessDate", currency, source, move_number AS "moveNumber",
            occurrence, reverses
       FROM journal_entry WHERE entity_id = $1 AND number = ANY ($2::int[]) ORDER BY number`,
    [entityId, numbers],
  );
  const postings = await sql<PostingRecord>(
    `SELECT entry_number AS "entryNumber", debit, credit, amount_minor AS amount, purpose, detail,
            debit_tax AS "debitTax", credit_tax AS "creditTax"
       FROM journal_posting WHERE entity_id = $1 AND entry_number = ANY ($2::int[])
      ORDER BY entry_number, number`,
    [entityId, numbers],
  );
  const byEntry = new Map<number, Posting[]>(entries.map(({ number }) => [number, []]));
  for (const { entryNumber, amount, ...posting } of postings) {
    byEntry.get(entryNumber)?.push({ ...posting, amount: minor(Number(amount)) });
  }
  return entries.map((entry) => ({ ...entry, postings: byEntry.get(entry.number) ?? [] }));
}
