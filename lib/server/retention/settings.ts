import "server-only";

/** Reads and changes for how long each kind of data is stored, beside how much of it there is. */
import type {
  Retention,
  RetentionDue,
  RetentionDueInput,
  RetentionRow,
  SaveRetention,
} from "@/lib/contracts/retention";
import type { Scope } from "@/lib/domain/permission";
import {
  readRetentionDays,
  RETENTION_KINDS,
  RETENTION_SETTING,
  retentionRule,
} from "@/lib/domain/retention";
import { appendAudit } from "../audit/append";
import { inTransaction, sql as once } from "../db/sql";
import { lockSetting, readSetting, storeSetting } from "../users/versioned-setting";
import { RETAINED } from "./kinds";

type Administers = Scope<"security:administer">;

export async function listRetention(_scope: Administers): Promise<Retention> {
  const stored = await readSetting(once, RETENTION_SETTING);
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
        hasMoreRows: measured?.hasMoreRows ?? false,
        oldestAt: measured?.oldestAt?.toISOString() ?? null,
        due: measured?.due ?? 0,
        hasMoreDue: measured?.hasMoreDue ?? false,
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
): Promise<RetentionDue> {
  const [measured] = await RETAINED[kind].measure(once, days);
  return { due: measured?.due ?? 0, hasMoreDue: measured?.hasMoreDue ?? false };
}

/** Nothing is deleted before the next daily run, so that a mistake can be taken back. */
export async function saveRetention(
  scope: Administers,
  { kind, days, basedOnVersion }: SaveRetention,
): Promise<Retention> {
  await inTransaction(async ({ sql }) => {
    const before = await lockSetting(sql, RETENTION_SETTING, basedOnVersion);
    await storeSetting(sql, RETENTION_SETTING, {
      version: before.version + 1,
      days: { ...before.days, [kind]: days },
    });
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "retention.changed",
      before: { kind, days: readRetentionDays(before, kind) },
      after: { kind, days },
    });
  });
  return listRetention(scope);
}
