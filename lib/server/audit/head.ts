import "server-only";

/**
 * The head of the chain. A copy of it outside of the database, in a log of another party or on
 * paper, proves afterwards whether anything up to it was changed or cut off.
 */
import type { AuditHead } from "@/lib/contracts/audit";
import { type Anchor, ROOT } from "@/lib/domain/audit/chain";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { awaitFlush } from "../db/client";
import { sql } from "../db/sql";
import { log } from "../log";

export async function getAuditHead(scope: Scope<"audit:view">): Promise<AuditHead> {
  requireEverywhere(scope);
  const { id, hash } = await findHead();
  // Ids are positions in the chain, so that the last one is their count.
  return { id: String(id), hash, entries: id };
}

/** The chain covers all centres, so that a reader who sees only some of them can't follow it. */
export function requireEverywhere({ centreIds }: Scope<"audit:view">): void {
  if (centreIds === null) return;
  throw new AppError("FORBIDDEN", "The trail as a whole is for those who may see every centre.");
}

export async function logHead(): Promise<void> {
  const head = await findHead();
  log().info({ part: "audit", head: anchorText(head) }, "the head of the trail");
}

export function anchorText({ id, hash }: Anchor): string {
  return `${id}:${hash}`;
}

/** It is kept elsewhere, and therefore on disk before anybody gets it. */
async function findHead(): Promise<Anchor> {
  const [last] = await sql<{ id: string; hash: string }>(
    "SELECT id, hash FROM audit_entry ORDER BY id DESC LIMIT 1",
  );
  await awaitFlush();
  return last === undefined ? ROOT : { id: Number(last.id), hash: last.hash };
}
