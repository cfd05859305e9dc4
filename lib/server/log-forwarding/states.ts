import "server-only";

/** Reads what receivers of the logs have, and since when and why they fail. */
import type { LogForwarderState } from "@/lib/contracts/log-forwarder";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";
import { type ForwarderRow, readBacklog } from "./backlog";
import { listForwarders } from "./send-records";

/** A receiver that restarts or is updated is back sooner. */
const WARNING_MINUTES = 60;

/** One that the environment named just now has no row yet, and nothing waits for it. */
export async function listForwarderStates(
  _scope: Scope<"security:administer">,
): Promise<LogForwarderState[]> {
  const forwarders = listForwarders();
  const rows = await readBacklog(
    sql,
    forwarders.map(({ kind }) => kind),
  );
  return forwarders.map(({ kind, url }) => {
    const row = rows.find((one) => one.kind === kind);
    return { kind, host: new URL(url).host, ...buildState(row) };
  });
}

function buildState(row: ForwarderRow | undefined): Omit<LogForwarderState, "kind" | "host"> {
  const { deliveredAt = null, failingSince = null, failure = null } = row ?? {};
  const isFailing = failingSince !== null && failure !== null;
  return {
    deliveredAt: deliveredAt?.toISOString() ?? null,
    waiting: { audit: row?.audit ?? 0, security: row?.security ?? 0 },
    failing: isFailing ? { since: failingSince.toISOString(), failure } : null,
  };
}

/** Tells whether every page warns administrators. */
export async function isForwarderFailing(_scope: Scope<"security:administer">): Promise<boolean> {
  const kinds = listForwarders().map(({ kind }) => kind);
  if (kinds.length === 0) return false;
  const [row] = await sql<{ isFailing: boolean }>(
    `SELECT EXISTS (
       SELECT FROM log_forwarder f
        WHERE f.kind = ANY ($1::text[])
          AND f.failing_since <= now() - make_interval(mins => $2::int)) AS "isFailing"`,
    [kinds, WARNING_MINUTES],
  );
  return row?.isFailing === true;
}
