import "server-only";

/**
 * What the user has to do now: the last finished business dates of their centres. The work is
 * limited by the window and by what a page can show, never by how much is stored. Of a node it is
 * what waits in the centres that are below it now, wherever they were before.
 */
import { DAYS_MAX } from "@/lib/contracts/basics";
import type { Today } from "@/lib/contracts/today";
import { addDays, type CentreClock, computeLatestDate } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { prepared } from "../db/sql";
import { findFreshnessAndFailures, type Span } from "../reconciliations/freshness";
import { listAttention } from "./attention";
import { listCoverage } from "./coverage";
import { listCentresBelow } from "../organisation/chosen-nodes";
import { isNeverRead } from "./first-day";
import { sortNeeds, listNeeds } from "./inbox-items";
import { findOlder } from "./older";
import { listRunningSyncs } from "./running-syncs";
import { listInbox } from "./inbox";

const COVERAGE_DAYS = 14;
/** Days that wait for a move are searched this far back. */
const WAITING_DAYS_MAX = 92;

export async function getToday(
  scope: Scope<"reconciliation:view">,
  { now = Date.now(), nodeIds = [] }: { now?: number; nodeIds?: readonly string[] } = {},
): Promise<Today> {
  const own = scope.centreIds === null ? null : [...scope.centreIds];
  const date = await latestDate(own, now);
  const centreIds = nodeIds.length === 0 ? own : await listCentresBelow(scope, { nodeIds, date });
  const to = addDays(date, -1);
  const span = { centreIds, from: addDays(to, 1 - COVERAGE_DAYS), to };
  const since = { ...span, from: addDays(to, 1 - WAITING_DAYS_MAX) };
  const [{ freshness, needs, coverage }, attention, waiting, older, underWay, neverRead] =
    await Promise.all([
      findRecent(span),
      listAttention(since, scope.actorId),
      listInbox(since, scope.actorId),
      findOlder(span, { before: since.from, daysMax: DAYS_MAX }),
      listRunningSyncs(centreIds),
      isNeverRead(centreIds),
    ]);
  return {
    now: new Date(now).toISOString(),
    from: span.from,
    to,
    needs: sortNeeds([...needs, ...waiting]),
    attention,
    older,
    coverage: coverage.rows,
    coverageCentres: coverage.centres,
    neverRead,
    underWay,
    freshness,
  };
}

/** What failed to be read decides what is needed, and what is covered. */
async function findRecent(span: Span) {
  const { freshness, failures } = await findFreshnessAndFailures(span);
  const [needs, coverage] = await Promise.all([
    listNeeds(span, failures),
    listCoverage(span, failures),
  ]);
  return { freshness, needs, coverage };
}

/** Returns the current date of the centre whose clock is farthest ahead. */
async function latestDate(centreIds: string[] | null, now: number): Promise<string> {
  const clocks = await prepared<CentreClock>(
    `SELECT DISTINCT time_zone AS "timeZone", day_starts_at AS "dayStartsAt" FROM centre
      WHERE $1::text[] IS NULL OR id = ANY($1::text[])`,
    [centreIds],
  );
  return computeLatestDate(now, clocks);
}
