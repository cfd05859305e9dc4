import "server-only";

/** Lists the audit entries of a day, in order, with the hashes that chain them to all others. */
import type { Anchor } from "@/lib/domain/audit/chain";
import type { Sql } from "../db/sql";

export type ChainEntry = {
  id: string;
  at: string;
  /** It is null when the product itself acted. */
  actor: string | null;
  action: string;
  hash: string;
};

export async function listChain(
  run: Sql,
  { centreId, date }: { centreId: string; date: string },
): Promise<ChainEntry[]> {
  const rows = await run<Omit<ChainEntry, "at"> & { at: Date }>(
    `SELECT a.id::text AS id, a.at, u.name AS actor, a.action, a.hash
       FROM audit_entry a LEFT JOIN "user" u ON u.id = a.actor_id
      WHERE a.centre_id = $1 AND a.business_date = $2 ORDER BY a.id`,
    [centreId, date],
  );
  return rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
}

/** Finds the last entry of all; null when there are no entries. */
export async function findHead(run: Sql): Promise<Anchor | null> {
  const [last] = await run<{ id: string; hash: string }>(
    "SELECT e.id::text AS id, e.hash FROM audit_entry e ORDER BY e.id DESC LIMIT 1",
  );
  return last === undefined ? null : { id: Number(last.id), hash: last.hash };
}
