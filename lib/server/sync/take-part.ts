import "server-only";

/**
 * Takes parts of a pass for this process. Any number of processes may do so: each part is taken by
 * one of them for some seconds, again and again while it is read, so that the parts of a process
 * that died are soon taken by others.
 */
import type { PlannedPart } from "@/lib/domain/sync-plan";
import { tryLockSync } from "../db/advisory-lock";
import { inTransaction, type Sql, sql } from "../db/sql";
import type { SyncPart } from "./part";

const TAKEN_SECONDS = 15;
const RENEW_MS = 5_000;
const IS_FREE = "(taken_until IS NULL OR taken_until <= clock_timestamp()::timestamptz(3))";

/** When nobody runs a pass, nobody reads its parts: the process that did has died. */
export async function freeParts(id: string): Promise<void> {
  await inTransaction(async (tx) => {
    if (!(await tryLockSync(tx.sql, id))) return;
    await tx.sql(
      `UPDATE sync_part SET taken_until = NULL
        WHERE sync_id = $1::uuid AND state = 'pending' AND taken_until IS NOT NULL`,
      [id],
    );
  });
}

type Wanted = {
  id: string;
  askedAt: Date;
  /** These parts come first. */
  urgent: readonly number[];
};

/**
 * Returns null when every part is read already, or is being read by somebody. The free part is
 * looked for once: joined, the plan may look again for each part, and take them all.
 */
export async function takePart({ id, askedAt, urgent }: Wanted): Promise<SyncPart | null> {
  const [row] = await sql<PlannedPart & { part: number; takes: number }>(
    `WITH free AS MATERIALIZED (
       SELECT part FROM sync_part
        WHERE sync_id = $1::uuid AND state = 'pending' AND ${IS_FREE}
        ORDER BY part = ANY($2::int[]) DESC, part LIMIT 1 FOR UPDATE SKIP LOCKED)
     UPDATE sync_part p
        SET takes = p.takes + 1, taken_until = clock_timestamp() + $3 * interval '1 second'
       FROM free
      WHERE p.sync_id = $1::uuid AND p.part = free.part
      RETURNING p.part, p.takes, p.centre_ids AS "centreIds", p."from", p."to"`,
    [id, urgent, TAKEN_SECONDS],
  );
  return row === undefined ? null : { ...row, syncId: id, askedAt };
}

/**
 * Gives a part back that was not read, unless somebody else has taken it since. A renewal that is
 * under way meanwhile finds another number.
 */
export async function releasePart({ syncId, part, takes }: SyncPart): Promise<void> {
  await sql(
    `UPDATE sync_part SET taken_until = NULL, takes = takes + 1
      WHERE sync_id = $1::uuid AND part = $2 AND takes = $3 AND state = 'pending'`,
    [syncId, part, takes],
  );
}

/**
 * Takes the parts again for as long as they are in the set. `guard` is a transaction that stays
 * open meanwhile: the server ends one that says nothing for long. Returns how to stop.
 */
export function renewParts(parts: ReadonlySet<SyncPart>, guard: Sql): () => void {
  let timer = setTimeout(again, RENEW_MS);
  let isOver = false;
  function again() {
    // Without a database nothing can be stored either, and whoever reads a part notices that.
    void renew([...parts], guard)
      .catch(() => undefined)
      .finally(() => {
        if (!isOver) timer = setTimeout(again, RENEW_MS);
      });
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

async function renew(parts: readonly SyncPart[], guard: Sql): Promise<void> {
  await guard("SELECT 1");
  if (parts.length === 0) return;
  await sql(
    `UPDATE sync_part p SET taken_until = clock_timestamp() + $4 * interval '1 second'
       FROM unnest($1::uuid[], $2::int[], $3::int[]) AS mine (sync_id, part, takes)
      WHERE p.sync_id = mine.sync_id AND p.part = mine.part AND p.takes = mine.takes
        AND p.state = 'pending'`,
    [
      parts.map(({ syncId }) => syncId),
      parts.map(({ part }) => part),
      parts.map(({ takes }) => takes),
      TAKEN_SECONDS,
    ],
  );
}

/** Returns the oldest running pass that has a free part; null without one. */
export async function findSyncToHelp(): Promise<string | null> {
  const [row] = await sql<{ id: string }>(
    `SELECT s.id FROM sync s
      WHERE s.state = 'running' AND EXISTS (
        SELECT FROM sync_part WHERE sync_id = s.id AND state = 'pending' AND ${IS_FREE})
      ORDER BY s.created_at LIMIT 1`,
  );
  return row?.id ?? null;
}
