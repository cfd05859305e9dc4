import "server-only";

/**
 * Signs how many entries the trail has and what their root is. No checkpoint is signed that
 * contradicts the one before: then somebody has rewritten the trail in the database.
 */
import { isConsistent } from "@/lib/domain/merkle/verify";
import { formatCheckpoint, formatNote } from "@/lib/domain/merkle/note";
import { sha256 } from "../audit/sha256";
import { lockCheckpoints } from "../db/advisory-lock";
import { inTransaction, sql, type Sql } from "../db/sql";
import { log } from "../log";
import { signNote } from "./note-keys";
import { checkpointKey } from "./signing-key";
import { proveConsistency, rootAt, storeBlocks } from "./tree";

export type StoredCheckpoint = { size: number; root: string; note: string; madeAt: Date };

export async function findLastCheckpoint(run: Sql = sql): Promise<StoredCheckpoint | null> {
  const [last] = await run<Omit<StoredCheckpoint, "size"> & { size: string }>(
    `SELECT size::text AS "size", root, note, made_at AS "madeAt"
       FROM audit_checkpoint c ORDER BY c.size DESC LIMIT 1`,
  );
  return last === undefined ? null : { ...last, size: Number(last.size) };
}

/** Returns the last checkpoint where nothing was added; null where the trail contradicts it. */
export async function makeCheckpoint(signal?: AbortSignal): Promise<StoredCheckpoint | null> {
  await storeBlocks(signal);
  const [head] = await sql<{ size: string | null }>(
    "SELECT max(id)::text AS size FROM audit_entry",
  );
  const size = Number(head?.size ?? 0);
  const last = await findLastCheckpoint();
  if (last !== null && !(await follows(last, size))) {
    log().error({ part: "audit", size: last.size }, "the trail was rewritten after a checkpoint");
    return null;
  }
  if (size === 0 || last?.size === size) return last;
  const root = await rootAt(size);
  const note = signCheckpoint(size, root);
  // Once this is committed, the entries of the checkpoint are on disk too. Nobody gets it before.
  return inTransaction(async (tx) => {
    await lockCheckpoints(tx.sql);
    await tx.sql(
      `INSERT INTO audit_checkpoint (size, root, note, made_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (size) DO NOTHING`,
      [size, Buffer.from(root).toString("hex"), note],
    );
    return findLastCheckpoint(tx.sql);
  });
}

/** Returns the signed note. */
export function signCheckpoint(size: number, root: Uint8Array): string {
  const { origin, key } = checkpointKey();
  const text = formatCheckpoint({ origin, size, root: Buffer.from(root).toString("base64") });
  return formatNote({ text, signatures: [signNote(text, origin, key)] });
}

async function follows(last: StoredCheckpoint, size: number): Promise<boolean> {
  if (size < last.size) return false;
  const [proof, newRoot] = await Promise.all([proveConsistency(last.size, size), rootAt(size)]);
  const oldRoot = Buffer.from(last.root, "hex");
  return isConsistent(sha256, { oldSize: last.size, newSize: size, oldRoot, newRoot, proof });
}
