import "server-only";

/** Reads which periods of a centre are closed: of the rows that cover a day, the latest decides. */
import type { PeriodList } from "@/lib/contracts/period";
import { holdsAll, type Scope } from "@/lib/domain/permission";
import type { DayKey } from "@/lib/domain/keys";
import { sql as plainSql, type Sql } from "../db/sql";

/** A centre closes and reopens fewer periods than this in many years. */
const PERIODS_MAX = 1_000;

/** The caller must have locked the day, because closing a period locks all of its days. */
export async function isPeriodClosed(
  sql: Sql,
  { centreId, businessDate }: DayKey,
): Promise<boolean> {
  const [row] = await sql<{ action: "closed" | "reopened" }>(
    `SELECT action FROM closed_period
      WHERE centre_id = $1 AND "from" <= $2 AND "to" >= $2 ORDER BY number DESC LIMIT 1`,
    [centreId, businessDate],
  );
  return row?.action === "closed";
}

/** The closures and reopenings, the newest first. */
export async function listPeriods(
  scope: Scope<"reconciliation:view">,
  { centreId }: { centreId: string },
): Promise<PeriodList> {
  const isMine = holdsAll(scope, [centreId]);
  return { periods: isMine ? await listPeriodsOf(centreId) : [] };
}

type PeriodRecord = Omit<PeriodList["periods"][number], "at"> & { at: Date };

/** Has no scope of its own, for commands that have proved a stronger permission. */
export async function listPeriodsOf(centreId: string): Promise<PeriodList["periods"]> {
  const rows = await plainSql<PeriodRecord>(
    `SELECT p.number, p.action, p."from", p."to", p.text, u.name AS by, p.acted_at AS at
       FROM closed_period p LEFT JOIN "user" u ON u.id = p.actor_id
      WHERE p.centre_id = $1 ORDER BY p.number DESC LIMIT ${PERIODS_MAX}`,
    [centreId],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}
