import "server-only";

/**
 * Finds what holds for days rather than happens at an instant: too much cash in a centre, and
 * patterns in its figures. Both are computed as the page of variances does.
 */
import { addDays } from "@/lib/domain/business-date";
import { type Fact, OF_NO_LINE, type Subscriber } from "@/lib/domain/notice/match";
import { isCashAboveLimit } from "@/lib/domain/variance/cash";
import type { WatchPattern } from "@/lib/domain/variance/patterns";
import { listCashLimits } from "../centres/cash-limit";
import { sql } from "../db/sql";
import { listCashStandings } from "../variances/cash";
import { listFindings } from "../variances/watch";

/** It is one fact from a deposit to the next, and another when the limit is. */
export async function listCashAboveLimits(now: number): Promise<Fact[]> {
  const limits = new Map((await listCashLimits()).map((one) => [one.centreId, one]));
  const standings = await listCashStandings([...limits.keys()], dateOf(now, 1));
  return standings.flatMap(({ centreId, currency, standing }) => {
    const limit = limits.get(centreId);
    if (limit?.currency !== currency) return [];
    if (!isCashAboveLimit(standing, limit.limitMinor)) return [];
    const mark = `${standing.lastDepositDate ?? "never"} ${limit.limitMinor}`;
    return { ...OF_NO_LINE, kind: "cash" as const, centreId, businessDate: null, mark, at: null };
  });
}

/** Uncounted lines have an alert of their own, at the time that each person chooses. */
const NOTIFIED: readonly WatchPattern[] = ["drift", "just-under", "quiet"];
/** The watch looks as far back, so that the same days are not notified of twice. */
const REPEATED_AFTER = "35 days";

/** Returns the patterns, and tells which of them a person was notified of lately. */
export async function listPatterns(now: number) {
  const yesterday = dateOf(now, -1);
  const [findings, earlier] = await Promise.all([
    listFindings(yesterday),
    sql<{ userId: string; centreId: string; pattern: string }>(
      `SELECT user_id::text AS "userId", coalesce(centre_id, '') AS "centreId",
              coalesce(fact::jsonb ->> 6, '') AS pattern
         FROM notice WHERE kind = 'pattern' AND made_at > now() - interval '${REPEATED_AFTER}'`,
    ),
  ]);
  const known = new Set(earlier.map((one) => `${one.userId} ${one.centreId} ${one.pattern}`));
  const facts = findings
    .filter(({ pattern }) => NOTIFIED.includes(pattern))
    .map(({ of: { centreId }, pattern, until }): Fact => {
      const businessDate = until ?? yesterday;
      return { ...OF_NO_LINE, kind: "pattern", centreId, businessDate, mark: pattern, at: null };
    });
  const isNew = ({ centreId, mark }: Fact, { actor }: Subscriber) =>
    !known.has(`${actor.userId} ${centreId} ${mark}`);
  return { facts, isNew };
}

function dateOf(now: number, days: number): string {
  return addDays(new Date(now).toISOString().slice(0, 10), days);
}
