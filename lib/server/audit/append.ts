import "server-only";

/**
 * Appends to the audit trail: who did what, where, and what changed. An entry is written in the
 * transaction that it describes, or not at all. It never contains a password, a token or a payload,
 * and names of people and their addresses only as `personal()` values.
 * The database chains the entries, and an append locks the chain until the transaction ends: append
 * last, so that nobody waits for the rest of the work. An entry that comes last is sent together
 * with the commit. Nobody waits for the disk either: the transaction ends before it is written
 * there, and its author hears of it afterwards.
 */
import type { AuditAction } from "@/lib/domain/audit/actions";
import { commitEarly, postponing, type Sql } from "../db/transaction";
import { measured } from "../telemetry";
import { currentOrigin } from "./origin";
import { formatEntries } from "./personal-values";

export type AuditEntry = {
  /** It is null when the product itself acts. */
  actorId: string | null;
  action: AuditAction;
  centreId?: string;
  businessDate?: string;
  before?: unknown;
  after?: unknown;
  /** The demonstration alone sets it, for what happened before it was started. */
  at?: string;
};

export async function appendAudit(sql: Sql, entry: AuditEntry): Promise<void> {
  await appendAuditAll(sql, [entry]);
}

/** Appends many entries in one statement, for what is done to many things at once. */
export async function appendAuditAll(sql: Sql, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  commitEarly(sql);
  const { before, after } = await formatEntries(sql, entries);
  const values = [
    entries.map(({ actorId }) => actorId),
    entries.map(({ action }) => action),
    entries.map(({ centreId }) => centreId ?? null),
    entries.map(({ businessDate }) => businessDate ?? null),
    before,
    after,
    currentOrigin(),
    entries.map(({ at }) => at ?? null),
  ];
  const last = postponing(sql, (run) => measured("append", "audit_entry", run));
  await last(INSERT, values);
}

const INSERT = `
  INSERT INTO audit_entry (actor_id, action, centre_id, business_date, before, after, origin, at)
  SELECT e.actor_id::uuid, e.action, e.centre_id, e.business_date,
         e.before::json, e.after::json, $7::text, e.at::timestamptz(3)
    FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $8::text[])
      WITH ORDINALITY AS e (actor_id, action, centre_id, business_date, before, after, at, place)
   ORDER BY e.place`;
