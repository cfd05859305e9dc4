import "server-only";

/** Reads what receivers of the logs have, what they lack, and since when they fail. */
import type { ForwarderKind, ForwardFailure } from "@/lib/contracts/log-forwarder";
import type { Sql } from "../db/sql";

export type ForwarderRow = {
  kind: ForwarderKind;
  deliveredAt: Date | null;
  failingSince: Date | null;
  failure: ForwardFailure | null;
  audit: number;
  security: number;
};

export async function readBacklog(
  run: Sql,
  kinds: readonly ForwarderKind[],
): Promise<ForwarderRow[]> {
  return run<ForwarderRow>(
    `SELECT f.kind, f.delivered_at AS "deliveredAt", f.failing_since AS "failingSince", f.failure,
            (coalesce((SELECT max(id) FROM audit_entry), f.audit_id) - f.audit_id)::int AS "audit",
            (SELECT count(*)::int FROM security_event e WHERE e.id > f.security_id) AS "security"
       FROM log_forwarder f WHERE f.kind = ANY ($1::text[])`,
    [[...kinds]],
  );
}
