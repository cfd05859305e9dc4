import "server-only";

/** Reads and changes for how long each kind of data is stored, beside how much of it there is. */
import type {
  Retention,
  RetentionDueInput,
  RetentionRow,
  SaveRetention,
} from "@/lib/contracts/retention";
import type { Scope } from "@/lib/domain/permission";
import {
  readRetentionDays,
  RETENTION_KINDS,
  RETENTION_SETTING,
  type RetentionKind,
  retentionRule,
  type StoredRetention,
} from "@/lib/domain/retention";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { RETAINED } from "./kinds";

type Administers = Scope<"security:administer">;

export async function readRetention(sql: Sql): Promise<StoredRetention> {
  const [row] = await sql<{ value: StoredRetention }>("SELECT value FROM setting WHERE name = $1", [
    RETENTION_SETTING,
  ]);
  return row?.value ?? { version: 0, days: {} };
}

export async function listRetention(_scope: Administers): Promise<Retention> {
  const stored = await readRetention(once);
  const runs = await once<{ kind: string; ranAt: Date; deleted: number }>(
    `SELECT kind, ran_at AS "ranAt", deleted FROM retention_run`,
  );
  const kinds = await Promise.all(
    RETENTION_KINDS.map(async (kind): Promise<RetentionRow> => {
      const { min, max, usual } = retentionRule(kind);
      const days = readRetentionDays(stored, kind);
      const [measured] = await RETAINED[kind].measure(once, days);
      const run = runs.find((one) => one.kind === kind);
      return {
        kind,
        days,
        usualDays: usual,
        daysMin: min,
        daysMax: max,
        rows: measured?.rows ?? 0,
        oldestAt: measured?.oldestAt?.toISOString() ?? null,
        due: measured?.due ?? 0,
        ranAt: run?.ranAt.toISOString() ?? null,
        deleted: run?.deleted ?? null,
      };
    }),
  );
  return { version: stored.version, kinds };
}

export async function countDue(
  _scope: Administers,
  { kind, days }: RetentionDueInput,
): Promise<{ due: number }> {
  const [measured] = await RETAINED[kind].measure(once, days);
  return { due: measured?.due ?? 0 };
}

/** Nothing is deleted before the next daily run, so that a mistake can be taken back. */
export async function saveRetention(
  scope: Administers,
  { kind, days, basedOnVersion }: SaveRetention,
): Promise<Retention> {
  await inTransaction(async ({ sql }) => {
    await sql("SELECT pg_advisory_xact_lock(hashtextextended('retention', 0))::text");
    const before = await readRetention(sql);
    if (before.version !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone else changed this meanwhile. Look at it again.", {
        current: { version: before.version },
      });
    }
    const after = { version: before.version + 1, days: withDays(before, kind, days) };
    await sql(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [RETENTION_SETTING, JSON.stringify(after)],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "retention.changed",
      before: { kind, days: readRetentionDays(before, kind) },
      after: { kind, days },
    });
  });
  return listRetention(scope);
}

function withDays({ days: stored }: StoredRetention, kind: RetentionKind, days: number | null) {
  return { ...stored, [kind]: days };
}
