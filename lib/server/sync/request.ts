import "server-only";

/** Requests a sync with Cashrec. Another request extends the sync that has not started yet. */
import { type DateRange, countRangeDays } from "@/lib/domain/business-date";
import { type PlannedPart, planParts, listUncovered } from "@/lib/domain/sync-plan";
import { CENTRES_PER_REQUEST_MAX, DAYS_PER_REQUEST_MAX } from "../cashrec/client";
import { archivedDays, findArchivedUntil } from "../db/archived";
import { lockPlan } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { addJob, ensureJobTables } from "../queue/queue";

/** One transaction stores at most some ten thousand lines. */
const CENTRE_DAYS_PER_PART_MAX = 310;

export type AskedSync = DateRange & {
  centreIds: readonly string[];
  /** The user is null for a scheduled sync. */
  requestedById: string | null;
};

/**
 * The sync is stored and queued in one transaction, so that a confirmed request survives any crash.
 */
export async function requestSync(asked: AskedSync): Promise<{ id: string }> {
  await ensureJobTables();
  return inTransaction(async ({ sql }) => {
    const id = await planSync(sql, asked);
    await addSync(sql, id);
    return { id };
  });
}

/** Queues a sync; one that is already queued stays queued once. */
export async function addSync(sql: Sql, id: string): Promise<void> {
  await addJob(sql, { task: "sync", payload: { id }, key: `sync:${id}` });
}

/**
 * Stores the plan of a sync, or extends the one that is waiting; the caller has to queue it. It
 * begins after the days that are archived.
 */
export async function planSync(sql: Sql, range: AskedSync): Promise<string> {
  const archivedUntil = await findArchivedUntil(range.from, sql);
  if (archivedUntil !== null && range.to < archivedUntil) throw archivedDays(archivedUntil);
  const asked = { ...range, from: archivedUntil ?? range.from };
  await lockPlan(sql);
  const waiting = await findWaiting(sql, asked.requestedById);
  const id = waiting ?? (await insertSync(sql, asked.requestedById));
  const parts = waiting === null ? [] : await listParts(sql, id);
  const missing = listUncovered(asked, parts);
  if (missing.length > 0) await insertParts(sql, id, partsFor({ ...asked, centreIds: missing }));
  return id;
}

function partsFor(asked: { centreIds: readonly string[] } & DateRange): PlannedPart[] {
  return planParts(asked, {
    centresMax: CENTRES_PER_REQUEST_MAX,
    daysMax: DAYS_PER_REQUEST_MAX,
    centreDaysMax: CENTRE_DAYS_PER_PART_MAX,
  });
}

/** Finds a waiting sync of the same user: joining one of another user would reveal its centres. */
async function findWaiting(sql: Sql, requestedById: string | null): Promise<string | null> {
  const [row] = await sql<{ id: string }>(
    `SELECT id FROM sync WHERE state = 'pending' AND requested_by_id IS NOT DISTINCT FROM $1::uuid
      ORDER BY created_at LIMIT 1 FOR UPDATE`,
    [requestedById],
  );
  return row?.id ?? null;
}

async function insertSync(sql: Sql, requestedById: string | null): Promise<string> {
  const [row] = await sql<{ id: string }>(
    "INSERT INTO sync (id, requested_by_id) VALUES (gen_random_uuid(), $1::uuid) RETURNING id",
    [requestedById],
  );
  if (row === undefined) throw new Error("the pass was not stored");
  return row.id;
}

async function listParts(sql: Sql, id: string): Promise<PlannedPart[]> {
  return sql<PlannedPart>(
    `SELECT centre_ids AS "centreIds", "from", "to" FROM sync_part WHERE sync_id = $1::uuid`,
    [id],
  );
}

/** Returns the numbers of the new parts. */
export async function insertParts(
  sql: Sql,
  id: string,
  parts: readonly PlannedPart[],
): Promise<number[]> {
  const rows = parts.map((part) => ({
    centre_ids: part.centreIds,
    from: part.from,
    to: part.to,
    days: part.centreIds.length * countRangeDays(part),
  }));
  // The lock makes others that add parts to this sync wait, so that no number is assigned twice.
  await sql("SELECT FROM sync WHERE id = $1::uuid FOR UPDATE", [id]);
  const inserted = await sql<{ part: number }>(
    `INSERT INTO sync_part (sync_id, part, centre_ids, "from", "to", days)
     SELECT $1::uuid,
            p.nth + (SELECT coalesce(max(part), 0) FROM sync_part WHERE sync_id = $1::uuid),
            p.centre_ids, p."from", p."to", p.days
       FROM ROWS FROM (jsonb_to_recordset($2::jsonb)
              AS (centre_ids text[], "from" text, "to" text, days int))
            WITH ORDINALITY AS p (centre_ids, "from", "to", days, nth)
     RETURNING part`,
    [id, JSON.stringify(rows)],
  );
  return inserted.map(({ part }) => part);
}
