import "server-only";

/**
 * Posts a batch: everything that is due, or nothing when something of it has no account. Batches
 * are made one after another, so that their numbers have no gaps and nothing is posted twice.
 */
import type { JournalBatch, JournalRange, JournalRefusal } from "@/lib/contracts/journal";
import { computeTotal } from "@/lib/domain/journal/balances";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockJournal } from "../db/advisory-lock";
import { copyRows } from "../db/copy";
import { inTransaction, type Transaction } from "../db/sql";
import { getBatch } from "./batches";
import { type ComposedEntry, composeBatch } from "./compose-batch";
import { ENTITY } from "./due-days";
import { readJournalFormats } from "./settings";
import { UnmappedList } from "./unmapped-list";

export async function postBatch(
  scope: Scope<"journal:post">,
  range: JournalRange,
): Promise<JournalBatch> {
  const number = await inTransaction(async (tx) => {
    await lockJournal(tx.sql);
    const batch = await insertBatch(tx, range, scope.actorId);
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "journal.posted",
      before: null,
      after: { ...batch, from: range.from ?? null, to: range.to },
    });
    return batch.number;
  });
  return getBatch(scope, number);
}

type Counts = { number: number; entries: number; reversals: number };

/**
 * The row of the batch has its counts and never changes, so it is written after its entries, whose
 * foreign key is checked at the end of the transaction.
 */
async function insertBatch(tx: Transaction, range: JournalRange, actorId: string): Promise<Counts> {
  const { number, nextEntry } = await readNext(tx);
  const counts: Counts = { number, entries: 0, reversals: 0 };
  const unmapped = new UnmappedList();
  const authors = new Set<string>();
  await tx.sql("SET CONSTRAINTS journal_entry_entity_id_batch_number_fkey DEFERRED");
  let next = nextEntry;
  for await (const step of composeBatch(tx.sql, range)) {
    unmapped.add(step.unmapped);
    for (const author of step.authors) authors.add(author);
    counts.reversals += step.entries.filter(({ reverses }) => reverses !== null).length;
    counts.entries += step.entries.filter(({ reverses }) => reverses === null).length;
    if (unmapped.count > 0) continue;
    await writeEntries(tx, step.entries, { batch: number, first: next });
    next += step.entries.length;
  }
  refuse(unmapped, counts, authors.has(actorId));
  const { settings } = await readJournalFormats(tx.sql);
  await tx.sql(
    `INSERT INTO journal_batch (entity_id, number, "from", "to", settings, entries, reversals,
       posted_by_id)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8)`,
    [
      ENTITY,
      number,
      range.from ?? null,
      range.to,
      JSON.stringify(settings),
      counts.entries,
      counts.reversals,
      actorId,
    ],
  );
  return counts;
}

async function readNext({ sql }: Transaction): Promise<{ number: number; nextEntry: number }> {
  const [row] = await sql<{ number: number; nextEntry: number }>(
    `SELECT (SELECT coalesce(max(number), 0) + 1 FROM journal_batch WHERE entity_id = $1) AS number,
            (SELECT coalesce(max(number), 0) + 1 FROM journal_entry WHERE entity_id = $1)
              AS "nextEntry"`,
    [ENTITY],
  );
  return row ?? { number: 1, nextEntry: 1 };
}

function refuse(unmapped: UnmappedList, counts: Counts, isOwnMapping: boolean): void {
  const refused = (reason: JournalRefusal, message: string, extra = {}) =>
    new AppError("REFUSED", message, { reason, extra });
  if (unmapped.count > 0) {
    throw refused(
      "unmapped",
      `${unmapped.count} parts of these days have no account: ${unmapped.describe()}.`,
      { unmapped: unmapped.list(), unmappedCount: unmapped.count },
    );
  }
  if (counts.entries + counts.reversals === 0) {
    throw refused("nothing-to-post", "Every closed day of this period is in the books already.");
  }
  if (isOwnMapping) {
    throw refused(
      "own-mapping",
      "The batch follows accounts that you chose. Someone else posts it.",
    );
  }
}

const ENTRY_COLUMNS = [
  "entity_id",
  "number",
  "batch_number",
  "centre_id",
  "centre_name",
  "business_date",
  "currency",
  "source",
  "move_number",
  "reverses",
  "total_minor",
];
const POSTING_COLUMNS = [
  "entity_id",
  "entry_number",
  "number",
  "debit",
  "credit",
  "amount_minor",
  "purpose",
  "detail",
  "debit_tax",
  "credit_tax",
];

async function writeEntries(
  tx: Transaction,
  entries: readonly ComposedEntry[],
  { batch, first }: { batch: number; first: number },
): Promise<void> {
  await copyRows(
    tx,
    { table: "journal_entry", columns: ENTRY_COLUMNS },
    entries.map((entry, index) => [
      ENTITY,
      first + index,
      batch,
      entry.centreId,
      entry.centreName,
      entry.businessDate,
      entry.currency,
      entry.source,
      entry.moveNumber,
      entry.reverses,
      computeTotal(entry.postings),
    ]),
  );
  await copyRows(
    tx,
    { table: "journal_posting", columns: POSTING_COLUMNS },
    entries.flatMap(({ postings }, index) =>
      postings.map((posting, at) => [
        ENTITY,
        first + index,
        at + 1,
        posting.debit,
        posting.credit,
        posting.amount,
        posting.purpose,
        posting.detail,
        posting.debitTax,
        posting.creditTax,
      ]),
    ),
  );
}
