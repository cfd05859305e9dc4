/** The audit trail as plain rows, for tests that tamper with them. */
import { createHash } from "node:crypto";
import type { AuditAction } from "@/lib/domain/audit/actions";
import { type Anchor, type BrokenLink, type ChainedFields } from "@/lib/domain/audit/chain";
import { formatEntry, ROOT } from "@/lib/domain/audit/chain";
import { walkChain } from "@/lib/server/audit/walk";
import { sql } from "@/lib/server/db/sql";

/** An action that no command records, so that a test finds its own entries among all others. */
export function inventedAction(name: string): AuditAction {
  return `test.${name}` as AuditAction;
}

export type ChainedRow = ChainedFields & { previousHash: string; hash: string };

export async function chainedRows(): Promise<ChainedRow[]> {
  const rows = await sql<Omit<ChainedRow, "id" | "at"> & { id: string; at: Date }>(
    `SELECT id, at, actor_id AS "actorId", action, centre_id AS "centreId",
            business_date AS "businessDate", origin, before::text AS before, after::text AS after,
            previous_hash AS "previousHash", hash
       FROM audit_entry ORDER BY id`,
  );
  return rows.map((row) => ({ ...row, id: Number(row.id), at: row.at.getTime() }));
}

/** Builds the chain of hashes that the database would have computed for these entries. */
export function chainOf(entries: readonly Omit<ChainedFields, "id">[]): ChainedRow[] {
  let previousHash = ROOT.hash;
  return entries.map((fields, index) => {
    const row = { ...fields, id: index + 1, previousHash, hash: "" };
    row.hash = hashOf(row);
    previousHash = row.hash;
    return row;
  });
}

export function hashOf(row: ChainedRow): string {
  return createHash("sha256")
    .update(row.previousHash + formatEntry(row))
    .digest("hex");
}

/** Verifies rows that are in memory. */
export function walkRows(
  rows: readonly ChainedRow[],
  anchor: Anchor | null = null,
): BrokenLink | null {
  const walk = walkChain(anchor);
  for (const row of rows) {
    walk.take(row.id, Buffer.from(row.previousHash + formatEntry(row)), row.hash);
  }
  return walk.end();
}
