import "server-only";

/**
 * Sets how tills are counted in many centres at once. Each centre has settings of its own; a centre
 * that counts as is usual follows when that changes, and one that differs stays as it is.
 */
import type { z } from "zod";
import type { Counting } from "@/lib/contracts/count-settings";
import type {
  changeUsualCountingSchema,
  CountingOfAll,
  setCountingOfManySchema,
} from "@/lib/contracts/counting";
import type { Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { appendAudit, appendAuditAll } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";

type By = Scope<"centre:administer">;

const SETTING = "counting.usual";
const BUILT_IN: Counting = { blindMode: "hidden", recountsMax: 2, approval: "above-limit" };

export async function getCountingOfAll(_by: By): Promise<CountingOfAll> {
  return readAll(sql);
}

/** Before anybody has set it, the settings that most centres share are the usual ones. */
export async function readUsualCounting(inside: Sql): Promise<Counting> {
  const [row] = await inside<Counting>(
    `SELECT value ->> 'blindMode' AS "blindMode", (value ->> 'recountsMax')::int AS "recountsMax",
            value ->> 'approval' AS approval
       FROM setting WHERE name = $1`,
    [SETTING],
  );
  if (row !== undefined) return row;
  const [shared] = await inside<Counting>(
    `SELECT blind_mode AS "blindMode", recounts_max AS "recountsMax", approval
       FROM centre GROUP BY blind_mode, recounts_max, approval
      ORDER BY count(*) DESC, blind_mode, recounts_max, approval LIMIT 1`,
  );
  return shared ?? BUILT_IN;
}

export async function changeUsualCounting(
  { actorId }: By,
  { counting, basedOn }: z.infer<typeof changeUsualCountingSchema>,
): Promise<CountingOfAll> {
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    const before = await readAll(tx.sql);
    if (!isSame(before.usual, basedOn)) {
      throw new AppError("CONFLICT", "Somebody else changed how all centres count.", {
        current: before,
      });
    }
    await tx.sql(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [SETTING, JSON.stringify(pick(counting))],
    );
    if (!isSame(before.usual, counting)) {
      await appendAudit(tx.sql, {
        actorId,
        action: "centre.counting-changed",
        before: before.usual,
        after: pick(counting),
      });
    }
    const following = before.centres.filter((centre) => isSame(centre, before.usual));
    await write(tx.sql, { actorId, centres: following, counting });
    return readAll(tx.sql);
  });
}

export async function setCountingOfMany(
  { actorId }: By,
  { centres: wantedIds, counting }: z.infer<typeof setCountingOfManySchema>,
): Promise<CountingOfAll> {
  return inTransaction(async (tx) => {
    await lockCentres(tx.sql);
    const { centres } = await readAll(tx.sql);
    const wanted = new Set(wantedIds);
    const named = centres.filter(({ centreId }) => wanted.has(centreId));
    if (named.length < wanted.size) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
    await write(tx.sql, { actorId, centres: named, counting });
    return readAll(tx.sql);
  });
}

type Change = { actorId: string; centres: CountingOfAll["centres"]; counting: Counting };

/** Writes an entry for each centre that changes, as when it is changed alone. */
async function write(inside: Sql, { actorId, centres, counting }: Change): Promise<void> {
  const changed = centres.filter((centre) => !isSame(centre, counting));
  await inside(
    `UPDATE centre SET blind_mode = $2, recounts_max = $3, approval = $4
      WHERE id = ANY ($1::text[])`,
    [
      changed.map(({ centreId }) => centreId),
      counting.blindMode,
      counting.recountsMax,
      counting.approval,
    ],
  );
  await appendAuditAll(
    inside,
    changed.map((before) => ({
      actorId,
      action: "centre.counting-changed" as const,
      centreId: before.centreId,
      before: pick(before),
      after: pick(counting),
    })),
  );
}

async function readAll(inside: Sql): Promise<CountingOfAll> {
  const usual = await readUsualCounting(inside);
  const centres = await inside<CountingOfAll["centres"][number]>(
    `SELECT id AS "centreId", name AS "centreName", blind_mode AS "blindMode",
            recounts_max AS "recountsMax", approval
       FROM centre ORDER BY name, id`,
  );
  return { usual, centres };
}

/** Adding a centre takes the same lock, so that none is added with what was usual before. */
async function lockCentres(inside: Sql): Promise<void> {
  await inside("SELECT pg_advisory_xact_lock(hashtextextended('centres', 0))::text");
  await inside("SELECT id FROM centre ORDER BY id FOR UPDATE");
}

function pick({ blindMode, recountsMax, approval }: Counting): Counting {
  return { blindMode, recountsMax, approval };
}

function isSame(one: Counting, other: Counting): boolean {
  return JSON.stringify(pick(one)) === JSON.stringify(pick(other));
}
