import "server-only";

/**
 * Tells how fresh the data of a search is: when Cashrec was read, what failed, and whether a sync
 * is running.
 */
import type { Freshness } from "@/lib/contracts/freshness";
import { type Failure, groupFailures } from "@/lib/domain/failure-groups";
import type { Absence } from "@/lib/domain/organisation/chosen-centres";
import { sql } from "../db/sql";
import { IS_RECENT, listFailures } from "../sync/failed-readings";
import { type ReadingRecord, sheetsStatement, toReading } from "../line-search/reading";
import { dayConditions, newValues, sqlOf, type Values } from "../line-search/conditions";
import { ANY_SHEET } from "../line-search/few-centres";

export type Span = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Days on which a centre of the span does not count. */
  absences?: readonly Absence[];
};

export async function findFreshness(span: Span): Promise<Freshness> {
  return (await findFreshnessAndFailures(span)).freshness;
}

/** Returns the latest failure of each centre in addition, which the freshness only sums up. */
export async function findFreshnessAndFailures(
  span: Span,
): Promise<{ freshness: Freshness; failures: Failure[] }> {
  const { from, to, absences = [] } = span;
  const centreIds = span.centreIds === null ? null : [...span.centreIds];
  const values = newValues();
  const options = { withTimes: true, withCentres: false };
  const sheets = sheetsStatement({ centreIds, from, to, absences }, options, values);
  const [row] = await sqlOf(span)<ReadingRecord & ProgressRecord>(
    `SELECT * FROM (${sheets}) AS sheets, (${progressStatement(span, values)}) AS progress`,
    values.list,
  );
  const { oldestReadAt, newestReadAt, unreadDays } = toReading(row);
  const { highest = "0", total = "0", hasFailed = false, syncId = null } = row ?? {};
  const failures = hasFailed ? await listFailures(centreIds, from, to) : [];
  const revision = `${highest}-${total}`;
  const reading = { oldestReadAt, newestReadAt, unreadDays };
  return {
    freshness: { ...reading, revision, syncId, failures: groupFailures(failures) },
    failures,
  };
}

type ProgressRecord = {
  highest: string;
  total: string;
  hasFailed: boolean;
  syncId: string | null;
};

/**
 * The revision is the highest one, and the sum of all. Numbers are assigned before their
 * transactions commit, so a lower one may appear after a higher; the sum grows even then. Every
 * open page asks for it, so that it is read from the index of the figures alone.
 */
function progressStatement(span: Span, values: Values): string {
  const conditions = dayConditions(span, values);
  const [from, to] = [span.from, span.to].map(values.add);
  const ofCentres =
    span.centreIds === null ? "" : `AND p.centre_ids && ${values.add(span.centreIds)}::text[]`;
  return `SELECT highest, total,
            EXISTS (SELECT FROM failed_reading r
              WHERE ${IS_RECENT}
                AND r."from" <= ${to} AND r."to" >= ${from}) AS "hasFailed",
            (SELECT s.id FROM sync s JOIN sync_part p ON p.sync_id = s.id
              WHERE s.state IN ('pending', 'running') AND p.state = 'pending'
                AND p."from" <= ${to} AND p."to" >= ${from}
                ${ofCentres}
              ORDER BY s.created_at LIMIT 1) AS "syncId"
       FROM (SELECT coalesce(max(d.revision), 0) AS highest, coalesce(sum(d.revision), 0) AS total
               FROM reconciliation d WHERE ${conditions} AND ${ANY_SHEET}) revisions`;
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
