import "server-only";

/** Reads and changes the limits of sessions, which apply at once to those that are open. */
import type { SaveSessionLimits, SessionLimitsRow } from "@/lib/contracts/session-limits";
import type { Scope } from "@/lib/domain/permission";
import { USUAL_SESSION_LIMITS } from "@/lib/domain/security/session-limits";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { SESSION_LIMITS_SETTING } from "../auth/session-limits";
import { inTransaction, type Sql, sql as once } from "../db/sql";

export function getSessionLimits(_scope: Scope<"user:administer">): Promise<SessionLimitsRow> {
  return readLimits(once);
}

export async function saveSessionLimits(
  { actorId }: Scope<"user:administer">,
  { basedOnVersion, ...limits }: SaveSessionLimits,
): Promise<SessionLimitsRow> {
  return inTransaction(async ({ sql }) => {
    await sql("SELECT pg_advisory_xact_lock(hashtextextended('session limits', 0))::text");
    const { version, ...before } = await readLimits(sql);
    if (version !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone else changed these limits. Look at them again.", {
        current: { ...before, version },
      });
    }
    const saved = { ...limits, version: version + 1 };
    await sql(
      `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [SESSION_LIMITS_SETTING, JSON.stringify(saved)],
    );
    await appendAudit(sql, { actorId, action: "setting.changed", before, after: limits });
    return saved;
  });
}

async function readLimits(sql: Sql): Promise<SessionLimitsRow> {
  const [row] = await sql<{ value: Partial<SessionLimitsRow> }>(
    "SELECT value FROM setting WHERE name = $1",
    [SESSION_LIMITS_SETTING],
  );
  return { ...USUAL_SESSION_LIMITS, version: 0, ...row?.value };
}
