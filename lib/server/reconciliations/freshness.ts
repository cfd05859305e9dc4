import "server-only";

/**
 * Tells how fresh the data of a search is: when Cashrec was read, what failed, and whether a sync
 * is running.
 */
import type { Freshness } from "@/lib/contracts/reconciliation";
import type { Absence } from "@/lib/domain/organisation/chosen-centres";
import { sql } from "../db/sql";
import { listFailures } from "../sync/queries";
import { findReading } from "../line-search/reading";
import { dayConditions, newValues } from "../line-search/conditions";

export type Span = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Days on which a centre of the span does not count. */
  absences?: readonly Absence[];
};

export async function findFreshness(span: Span): Promise<Freshness> {
  const { from, to, absences = [] } = span;
  const centreIds = span.centreIds === null ? null : [...span.centreIds];
  const [{ oldestReadAt, newestReadAt, unreadDays }, revision, syncId, failures] =
    await Promise.all([
      findReading({ centreIds, from, to, absences }),
      findRevision(span),
      findSyncId(span),
      listFailures(centreIds, from, to),
    ]);
  return { oldestReadAt, newestReadAt, unreadDays, revision, syncId, failures };
}

/**
 * Returns the highest revision, and the sum of all. Numbers are assigned before their transactions
 * commit, so a lower one may appear after a higher; the sum grows even then.
 */
async function findRevision(span: Span): Promise<string> {
  const values = newValues();
  const [row] = await sql<{ highest: string; total: string }>(
    `SELECT coalesce(max(d.revision), 0) AS highest, coalesce(sum(d.revision), 0) AS total
       FROM reconciliation d WHERE ${dayConditions(span, values)}`,
    values.list,
  );
  return `${row?.highest ?? "0"}-${row?.total ?? "0"}`;
}

/** Counts the days with a newer revision; it is at least one when only the sum has changed. */
export async function countChangedDays(span: Span, before: string, now: string): Promise<number> {
  if (before === now) return 0;
  const values = newValues();
  const [highest = ""] = before.split("-");
  const since = values.add(/^\d{1,18}$/.test(highest) ? highest : "0");
  const [row] = await sql<{ days: string }>(
    `SELECT count(*) AS days FROM reconciliation d
      WHERE d.revision > ${since} AND ${dayConditions(span, values)}`,
    values.list,
  );
  return Math.max(1, Number(row?.days ?? 0));
}

async function findSyncId({ centreIds, from, to }: Span): Promise<string | null> {
  const [row] = await sql<{ id: string }>(
    `SELECT s.id FROM sync s JOIN sync_part p ON p.sync_id = s.id
      WHERE s.state IN ('pending', 'running') AND p.state = 'pending'
        AND p."from" <= $3 AND p."to" >= $2
        AND ($1::text[] IS NULL OR p.centre_ids && $1::text[])
      ORDER BY s.created_at LIMIT 1`,
    [centreIds, from, to],
  );
  return row?.id ?? null;
}
