import "server-only";

/**
 * The daily run that deletes what is older than its kind is stored for, in small transactions. Each
 * adds to the sums of its kind, which the audit trail gets at the end, or, if this process is
 * killed before, with the next run.
 */
import {
  readRetentionDays,
  RETENTION_KINDS,
  RETENTION_SETTING,
  type RetentionKind,
} from "@/lib/domain/retention";
import { appendAudit } from "../audit/append";
import { inTransaction, sql as once } from "../db/sql";
import { readSetting } from "../users/versioned-setting";
import { RETAINED } from "./kinds";

const ROWS_AT_ONCE = 500;

export async function applyRetention(
  signal?: AbortSignal,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<void> {
  const stored = await readSetting(once, RETENTION_SETTING);
  const isAborted = () => signal?.aborted === true;
  for (const kind of RETENTION_KINDS) {
    const days = readRetentionDays(stored, kind);
    if (days === null || isAborted()) continue;
    await once(
      `INSERT INTO retention_run (kind, ran_at) VALUES ($1, now())
       ON CONFLICT (kind) DO UPDATE SET ran_at = excluded.ran_at, deleted = 0`,
      [kind],
    );
    let isMore = true;
    while (isMore && !isAborted()) isMore = await removeSome(kind, days, rowsAtOnce);
  }
  await noteDeleted();
}

/** Returns whether there may be more. */
async function removeSome(kind: RetentionKind, days: number, rowsMax: number): Promise<boolean> {
  const removed = await inTransaction(async ({ sql }) => {
    const some = await RETAINED[kind].remove(sql, days, rowsMax);
    await sql(
      `UPDATE retention_run SET deleted = deleted + $2::int, unnoted = unnoted + $2::int
        WHERE kind = $1 AND $2::int > 0`,
      [kind, some.rows],
    );
    return some;
  });
  await removed.afterwards?.();
  return removed.isMore ?? removed.rows === rowsMax;
}

async function noteDeleted(): Promise<void> {
  await inTransaction(async ({ sql }) => {
    const noted = await sql<{ kind: string; rows: number }>(
      `WITH unnoted AS (
         SELECT kind, unnoted AS rows FROM retention_run WHERE unnoted > 0 ORDER BY kind FOR UPDATE)
       UPDATE retention_run r SET unnoted = 0 FROM unnoted u
        WHERE r.kind = u.kind RETURNING r.kind, u.rows`,
    );
    if (noted.length === 0) return;
    const after = Object.fromEntries(noted.map(({ kind, rows }) => [kind, rows]));
    await appendAudit(sql, { actorId: null, action: "retention.applied", after });
  });
}
