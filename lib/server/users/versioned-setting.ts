import "server-only";

/**
 * Settings that several administrators may change: each change is based on the version that they
 * have seen, and is in the trail.
 */
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";

export type Setting<Value> = { name: string; usual: Value };
type Versioned<Value> = Value & { version: number };

export async function readSetting<Value extends object>(
  sql: Sql,
  { name, usual }: Setting<Value>,
): Promise<Versioned<Value>> {
  const [row] = await sql<{ value: Partial<Versioned<Value>> }>(
    "SELECT value FROM setting WHERE name = $1",
    [name],
  );
  return { ...usual, version: 0, ...row?.value };
}

/**
 * Returns what is stored, or throws when it is not the version that somebody has seen. Nothing else
 * changes the setting until the end of the transaction.
 */
export async function lockSetting<Value extends object>(
  sql: Sql,
  setting: Setting<Value>,
  basedOnVersion: number,
): Promise<Versioned<Value>> {
  await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [
    `setting ${setting.name}`,
  ]);
  const current = await readSetting(sql, setting);
  if (current.version === basedOnVersion) return current;
  throw new AppError("CONFLICT", "Someone else changed this setting. Look at it again.", {
    current: { ...current },
  });
}

export async function storeSetting<Value extends object>(
  sql: Sql,
  { name }: Setting<Value>,
  value: Versioned<Value>,
): Promise<void> {
  await sql(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [name, JSON.stringify(value)],
  );
}

type Change<Value> = { actorId: string | null; basedOnVersion: number; after: Value };

/** `check` throws what speaks against the change; nothing else changes the setting meanwhile. */
export async function saveSetting<Value extends object>(
  setting: Setting<Value>,
  { actorId, basedOnVersion, after }: Change<Value>,
  check: (sql: Sql) => Promise<void> = () => Promise.resolve(),
): Promise<Versioned<Value>> {
  return inTransaction(async ({ sql }) => {
    const { version, ...before } = await lockSetting(sql, setting, basedOnVersion);
    await check(sql);
    const saved = { ...after, version: version + 1 };
    await storeSetting(sql, setting, saved);
    await appendAudit(sql, { actorId, action: "setting.changed", before, after: { ...after } });
    return saved;
  });
}
