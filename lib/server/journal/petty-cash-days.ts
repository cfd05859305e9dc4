import "server-only";

/**
 * Composes what the next batch of an entity posts of petty cash: the dates of closed periods that
 * are in no books, one entry each. A closed period does not move, so that a date is reversed only
 * when its centre belonged to another entity than was known.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import { groupBy } from "@/lib/domain/group-by";
import { listPettyCashFacts } from "@/lib/domain/journal/petty-cash-facts";
import type { Sql } from "../db/sql";
import { listEntriesByNumber, listFundEntries, type StoredEntry } from "../petty-cash/read-fund";
import type { DueDay } from "./due-days";

export type DuePettyCash = Omit<DueDay, "postedMove"> & {
  centreName: string;
  currency: string;
  /** The number of the closed period, which is from after one date up to another. */
  moveNumber: number;
  after: string | null;
  to: string;
};

export async function listDuePettyCash(
  sql: Sql,
  { entityId, from, to }: JournalRange,
): Promise<DuePettyCash[]> {
  return sql<DuePettyCash>(
    `WITH live AS (
       SELECT e.centre_id, e.business_date, e.entity_id, e.number FROM journal_entry e
        WHERE e.source = 'petty-cash' AND e.reverses IS NULL
          AND NOT EXISTS (SELECT FROM journal_entry x
                WHERE x.entity_id = e.entity_id AND x.reverses = e.number)
     ), period AS (
       SELECT c.centre_id, f.currency, c.number, b."to" AS after, c."to"
         FROM petty_cash_closing c
         LEFT JOIN petty_cash_closing b ON b.centre_id = c.centre_id AND b.number = c.number - 1
         JOIN petty_cash_fund f ON f.centre_id = c.centre_id AND f.version = 1
        WHERE c."to" <= $2 AND c.entries > 0
          AND (c."to" >= coalesce($3::text, '')
            OR EXISTS (SELECT FROM journal_entry e
                 WHERE e.centre_id = c.centre_id AND e.source = 'petty-cash'
                   AND e.move_number = c.number))
     ), owned AS (
       SELECT p.*, d.business_date,
              coalesce((SELECT o.entity_id FROM centre_entity o
                         WHERE o.centre_id = p.centre_id AND o.valid_from <= d.business_date
                         ORDER BY o.valid_from DESC, o.version DESC LIMIT 1), 'organisation')
                AS owner
         FROM period p
         CROSS JOIN LATERAL (SELECT DISTINCT e.business_date FROM petty_cash_entry e
               WHERE e.centre_id = p.centre_id AND e.business_date <= p."to"
                 AND e.business_date > coalesce(p.after, '')) d
     )
     SELECT k.centre_id AS "centreId", coalesce(n.name, k.centre_id) AS "centreName",
            k.business_date AS "businessDate", k.currency, k.number AS "moveNumber", k.after,
            k."to", k.owner, l.number AS posted, l.entity_id AS "postedEntity",
            (SELECT count(*)::int FROM journal_entry e
              WHERE e.centre_id = k.centre_id AND e.business_date = k.business_date
                AND e.source = 'petty-cash' AND e.reverses IS NULL) AS occurrences
       FROM owned k
       LEFT JOIN live l USING (centre_id, business_date)
       LEFT JOIN centre n ON n.id = k.centre_id
      WHERE (k.owner = $1 OR l.entity_id = $1) AND l.entity_id IS DISTINCT FROM k.owner
      ORDER BY k.centre_id, k.number, k.business_date`,
    [entityId, to, from ?? null],
  );
}

type PettyCashDay = { day: DuePettyCash; facts: ReturnType<typeof listPettyCashFacts> };

/** Reads each period of a centre at once. */
export async function* readPettyCashDays(
  sql: Sql,
  due: readonly DuePettyCash[],
): AsyncGenerator<PettyCashDay> {
  const periods = groupBy(due, ({ centreId, moveNumber }) => `${moveNumber} ${centreId}`);
  for (const days of periods.values()) {
    const [first] = days;
    if (first === undefined) continue;
    const entries = await listFundEntries(sql, first.centreId, first);
    const originals = await readOriginals(sql, first.centreId, entries);
    const ofDate = groupBy(entries, ({ businessDate }) => businessDate);
    for (const day of days) {
      const facts = (ofDate.get(day.businessDate) ?? []).flatMap((entry) =>
        listPettyCashFacts(entry, originals.get(entry.reverses ?? 0) ?? null),
      );
      yield { day, facts };
    }
  }
}

/** What an entry reverses may be in an earlier period. */
async function readOriginals(
  sql: Sql,
  centreId: string,
  entries: readonly StoredEntry[],
): Promise<Map<number, StoredEntry>> {
  const numbers = entries.flatMap(({ reverses }) => (reverses === null ? [] : [reverses]));
  if (numbers.length === 0) return new Map();
  const found = await listEntriesByNumber(sql, centreId, numbers);
  return new Map(found.map((entry) => [entry.number, entry]));
}
