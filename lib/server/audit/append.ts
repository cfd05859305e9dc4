import "server-only";

/**
 * The trail: who did what, where, and what changed. An entry is written by the statement of the
 * transaction that it tells about, or not at all. It never holds a password, a token or a payload.
 */
import type { Sql } from "../db/sql";

export type AuditEntry = {
  /** Null for the product itself. */
  actorId: string | null;
  /** A past-tense event, such as "till-count.recorded". */
  action: string;
  centreId?: string;
  businessDate?: string;
  before?: unknown;
  after?: unknown;
};

const INSERT = `
  INSERT INTO audit_entry (actor_id, action, centre_id, business_date, before, after)
  VALUES ($1::uuid, $2::text, $3::text, $4::text, $5::text::jsonb, $6::text::jsonb)`;

export async function appendAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql(INSERT, [
    entry.actorId,
    entry.action,
    entry.centreId ?? null,
    entry.businessDate ?? null,
    jsonOf(entry.before),
    jsonOf(entry.after),
  ]);
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
