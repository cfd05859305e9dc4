import "server-only";

/**
 * Forwards the audit trail and security events, in their order and at least once. The position of
 * a receiver moves on once it has what was sent, so that one that was away for a day gets
 * everything afterwards. One instance sends at a time; its lease ends by itself when the instance
 * dies.
 */
import { randomUUID } from "node:crypto";
import type { ForwardFailure } from "@/lib/contracts/log-forwarder";
import { areDeliveriesPaused } from "../db/delivery-pause";
import { sql } from "../db/sql";
import { log } from "../log";
import { type ForwardPosition, readForwardPage } from "./read-page";
import { type Forwarder, type ForwardOptions, listForwarders } from "./send-records";

/** Longer than an attempt may take. */
const LEASE_SECONDS = 60;
/** Other jobs have to run too, and the next run of this one follows soon. */
const RUN_MS_MAX = 20_000;

export async function forwardLogs(
  signal?: AbortSignal,
  options: ForwardOptions = {},
): Promise<void> {
  if (await areDeliveriesPaused()) return;
  const forwarders = listForwarders();
  await Promise.all(forwarders.map((forwarder) => forward(forwarder, signal, options)));
  await forgetForwarded(forwarders.map(({ kind }) => kind));
}

/** Events that every receiver has, or that nobody receives any more, need not wait. */
async function forgetForwarded(kinds: readonly string[]): Promise<void> {
  await sql(
    `DELETE FROM security_event
      WHERE id <= (SELECT coalesce(min(f.security_id), 9223372036854775807)
                     FROM log_forwarder f WHERE f.kind = ANY ($1::text[]))`,
    [kinds],
  );
}

async function forward(
  forwarder: Forwarder,
  signal: AbortSignal | undefined,
  options: ForwardOptions,
): Promise<void> {
  const { kind } = forwarder;
  const lease = { kind, leaseId: randomUUID() };
  const startedAt = Date.now();
  let position = await claim(lease);
  while (position !== null && signal?.aborted !== true && Date.now() - startedAt < RUN_MS_MAX) {
    const page = await readForwardPage(position);
    if (page.records.length === 0) break;
    const failure = await forwarder.deliver(page, options);
    if (failure !== null) return recordFailure(lease, failure);
    position = (await recordDelivery(lease, page.position)) ? page.position : null;
  }
  await release(lease);
}

type Lease = { kind: string; leaseId: string };

/** A receiver that is new gets what happens from now on. Null: another instance sends. */
async function claim({ kind, leaseId }: Lease): Promise<ForwardPosition | null> {
  await sql(
    `INSERT INTO log_forwarder (kind, audit_id, security_id)
     SELECT $1, coalesce((SELECT max(id) FROM audit_entry), 0), q.last_id
       FROM security_event_queue q
     ON CONFLICT (kind) DO NOTHING`,
    [kind],
  );
  const [row] = await sql<{ auditId: string; securityId: string }>(
    `UPDATE log_forwarder
        SET lease_id = $2::uuid, leased_until = now() + make_interval(secs => $3::int)
      WHERE kind = $1 AND (leased_until IS NULL OR leased_until < now())
     RETURNING audit_id::text AS "auditId", security_id::text AS "securityId"`,
    [kind, leaseId, LEASE_SECONDS],
  );
  if (row === undefined) return null;
  return { auditId: Number(row.auditId), securityId: Number(row.securityId) };
}

/** Returns false when another instance has taken over, and sends the same again. */
async function recordDelivery(
  { kind, leaseId }: Lease,
  { auditId, securityId }: ForwardPosition,
): Promise<boolean> {
  const rows = await sql(
    `UPDATE log_forwarder
        SET audit_id = $3::bigint, security_id = $4::bigint, delivered_at = now(),
            failing_since = NULL, failure = NULL,
            leased_until = now() + make_interval(secs => $5::int)
      WHERE kind = $1 AND lease_id = $2::uuid RETURNING kind`,
    [kind, leaseId, auditId, securityId, LEASE_SECONDS],
  );
  return rows.length > 0;
}

async function recordFailure({ kind, leaseId }: Lease, failure: ForwardFailure): Promise<void> {
  log().warn({ part: "log-forwarding", forwarder: kind, failure }, "logs were not forwarded");
  await sql(
    `UPDATE log_forwarder
        SET failing_since = coalesce(failing_since, now()), failure = $3,
            lease_id = NULL, leased_until = NULL
      WHERE kind = $1 AND lease_id = $2::uuid`,
    [kind, leaseId, failure],
  );
}

async function release({ kind, leaseId }: Lease): Promise<void> {
  await sql(
    `UPDATE log_forwarder SET lease_id = NULL, leased_until = NULL
      WHERE kind = $1 AND lease_id = $2::uuid`,
    [kind, leaseId],
  );
}

/** Tells whether something waits for a receiver that does not fail. */
export async function isForwardingDue(): Promise<boolean> {
  const kinds = listForwarders().map(({ kind }) => kind);
  if (kinds.length === 0) return false;
  const [row] = await sql<{ isDue: boolean }>(
    `SELECT EXISTS (
       SELECT FROM log_forwarder f
        WHERE f.kind = ANY ($1::text[]) AND f.failing_since IS NULL
          AND (f.audit_id < (SELECT max(id) FROM audit_entry)
               OR f.security_id < (SELECT max(id) FROM security_event))) AS "isDue"`,
    [kinds],
  );
  return row?.isDue === true;
}
