import "server-only";

/**
 * Composes what the next batch posts of petty cash: the closed periods that were never posted, one
 * entry for each date. A closed period does not move, so that it is posted once and never reversed.
 */
import type { JournalRange } from "@/lib/contracts/journal";
import { groupBy } from "@/lib/domain/group-by";
import { listPettyCashFacts } from "@/lib/domain/journal/petty-cash-facts";
import type { Sql } from "../db/sql";
import { listEntriesByNumber, listFundEntries, type StoredEntry } from "../petty-cash/read-fund";
import { ENTITY } from "./due-days";

type PettyCashDay = {
  centreId: string;
  centreName: string;
  businessDate: string;
  currency: string;
  /** The number of the closed period. */
  moveNumber: number;
  facts: ReturnType<typeof listPettyCashFacts>;
};

type DuePeriod = Omit<PettyCashDay, "businessDate" | "facts"> & {
  after: string | null;
  to: string;
};

export async function* readPettyCashDays(
  sql: Sql,
  periods: readonly DuePeriod[],
): AsyncGenerator<PettyCashDay> {
  for (const { after, to, ...period } of periods) {
    const entries = await listFundEntries(sql, period.centreId, { after, to });
    const originals = await readOriginals(sql, period.centreId, entries);
    for (const [businessDate, ofDate] of groupBy(entries, (entry) => entry.businessDate)) {
      const facts = ofDate.flatMap((entry) =>
        listPettyCashFacts(entry, originals.get(entry.reverses ?? 0) ?? null),
      );
      yield { ...period, businessDate, facts };
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

export async function listDuePeriods(sql: Sql, { from, to }: JournalRange): Promise<DuePeriod[]> {
  return sql<DuePeriod>(
    `SELECT c.centre_id AS "centreId", coalesce(n.name, c.centre_id) AS "centreName",
            f.currency, c.number AS "moveNumber", b."to" AS after, c."to"
       FROM petty_cash_closing c
       LEFT JOIN petty_cash_closing b ON b.centre_id = c.centre_id AND b.number = c.number - 1
       LEFT JOIN centre n ON n.id = c.centre_id
       JOIN petty_cash_fund f ON f.centre_id = c.centre_id AND f.version = 1
      WHERE c."to" <= $2 AND c."to" >= coalesce($3::text, '') AND c.entries > 0
        AND NOT EXISTS (SELECT FROM journal_entry e
              WHERE e.entity_id = $1 AND e.source = 'petty-cash' AND e.centre_id = c.centre_id
                AND e.move_number = c.number AND e.business_date <= c."to")
      ORDER BY c.centre_id, c.number`,
    [ENTITY, to, from ?? null],
  );
}
