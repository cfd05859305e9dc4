import "server-only";

/**
 * Posts a batch of a legal entity: everything that is due, or nothing when something of it has no
 * account. Batches are made one after another, whoever's they are, so that the numbers of each
 * entity have no gaps and no day is posted twice.
 */
import type { JournalBatch, JournalRange, JournalRefusal } from "@/lib/contracts/journal";
import { computeTotal } from "@/lib/domain/journal/balances";
import type { BatchEntity } from "@/lib/domain/journal/series";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockJournal } from "../db/advisory-lock";
import { copyRows } from "../db/copy";
import { inTransaction, type Transaction } from "../db/sql";
import { findBatchEntity } from "./batch-entity";
import { getBatch } from "./batches";
import { composeBatch } from "./compose-batch";
import type { ComposedEntry } from "./compose-step";
import { readJournalFormats } from "./settings";
import { UnmappedList } from "./unmapped-list";

export async function postBatch(
  scope: Scope<"journal:post">,
  range: JournalRange,
): Promise<JournalBatch> {
  const number = await inTransaction(async (tx) => {
    await lockJournal(tx.sql);
    const entity = await findBatchEntity(tx.sql, range.entityId);
    const batch = await insertBatch(tx, { range, entity, actorId: scope.actorId });
    await appendAudit(tx.sql, {
      actorId: scope.actorId,
      action: "journal.posted",
      before: null,
      after: {
        ...(entity === null ? {} : { entityId: entity.id, name: entity.name }),
        ...batch,
        from: range.from ?? null,
        to: range.to,
      },
    });
    return batch.number;
  });
  return getBatch(scope, { entityId: range.entityId, number });
}

type ToInsert = { range: JournalRange; entity: BatchEntity | null; actorId: string };

type Counts = { number: number; entries: number; reversals: number };

/**
 * The row of the batch has its counts and never changes, so it is written after its entries, whose
 * foreign key is checked at the end of the transaction.
 */
async function insertBatch(tx: Transaction, { range, entity, actorId }: ToInsert): Promise<Counts> {
  const { entityId } = range;
  const { number, nextEntry } = await readNext(tx, entityId);
  const counts: Counts = { number, entries: 0, reversals: 0 };
  const unmapped = new UnmappedList();
  const authors = new Set<string>();
  let waiting = 0;
  await tx.sql("SET CONSTRAINTS journal_entry_entity_id_batch_number_fkey DEFERRED");
  let next = nextEntry;
  for await (const step of composeBatch(tx.sql, range)) {
    unmapped.add(step.unmapped);
    waiting += step.waiting;
    for (const author of step.authors) authors.add(author);
    counts.reversals += step.entries.filter(({ reverses }) => reverses !== null).length;
    counts.entries += step.entries.filter(({ reverses }) => reverses === null).length;
    if (unmapped.count > 0) continue;
    await writeEntries(tx, step.entries, { entityId, batch: number, first: next });
    next += step.entries.length;
  }
  refuse({ entity, unmapped, counts, waiting, isOwnMapping: authors.has(actorId) });
  const { settings } = await readJournalFormats(tx.sql, entityId);
  await tx.sql(
    `INSERT INTO journal_batch (entity_id, number, "from", "to", settings, entries, reversals,
       posted_by_id, entity_name)
     VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9)`,
    [
      entityId,
      number,
      range.from ?? null,
      range.to,
      JSON.stringify(settings),
      counts.entries,
      counts.reversals,
      actorId,
      entity?.name ?? null,
    ],
  );
  return counts;
}

async function readNext(
  { sql }: Transaction,
  entityId: string,
): Promise<{ number: number; nextEntry: number }> {
  const [row] = await sql<{ number: number; nextEntry: number }>(
    `SELECT (SELECT coalesce(max(number), 0) + 1 FROM journal_batch WHERE entity_id = $1) AS number,
            (SELECT coalesce(max(number), 0) + 1 FROM journal_entry WHERE entity_id = $1)
              AS "nextEntry"`,
    [entityId],
  );
  return row ?? { number: 1, nextEntry: 1 };
}

type Outcome = {
  entity: BatchEntity | null;
  unmapped: UnmappedList;
  counts: Counts;
  waiting: number;
  isOwnMapping: boolean;
};

function refuse({ entity, unmapped, counts, waiting, isOwnMapping }: Outcome): void {
  const of = entity === null ? "" : ` of ${entity.name}`;
  const refused = (reason: JournalRefusal, message: string, extra = {}) =>
    new AppError("REFUSED", message, { reason, extra: { ...extra, entityId: entity?.id ?? null } });
  if (unmapped.count > 0) {
    throw refused(
      "unmapped",
      `${unmapped.count} parts of these days${of} have no account: ${unmapped.describe()}.`,
      { unmapped: unmapped.list(), unmappedCount: unmapped.count },
    );
  }
  if (counts.entries + counts.reversals === 0 && waiting > 0) {
    const message = `${waiting} days${of} are in the books of another entity, to be reversed first.`;
    throw refused("in-other-books", message, { waitingDays: waiting });
  }
  if (counts.entries + counts.reversals === 0) {
    const message = `Every closed day${of} in this period is in the books already.`;
    throw refused("nothing-to-post", message);
  }
  if (isOwnMapping) {
    const message = `The batch${of} follows accounts that you chose. Someone else posts it.`;
    throw refused("own-mapping", message);
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
  "occurrence",
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
  { entityId, batch, first }: { entityId: string; batch: number; first: number },
): Promise<void> {
  await copyRows(
    tx,
    { table: "journal_entry", columns: ENTRY_COLUMNS },
    entries.map((entry, index) => [
      entityId,
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
      entry.occurrence,
    ]),
  );
  await copyRows(
    tx,
    { table: "journal_posting", columns: POSTING_COLUMNS },
    entries.flatMap(({ postings }, index) =>
      postings.map((posting, at) => [
        entityId,
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
