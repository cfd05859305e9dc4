import "server-only";

/**
 * Proves that a day was closed as the packet states: the closing entry as it was hashed, and that
 * it is in the trail of a signed checkpoint. Who has the public keys can verify both without us.
 */
import { MOVE_ACTIONS } from "@/lib/domain/audit/actions";
import { formatInclusionProof, formatNote } from "@/lib/domain/merkle/note";
import { ENTRY_CONTENT } from "../audit/content";
import { signNote } from "../checkpoints/note-keys";
import { checkpointKey } from "../checkpoints/signing-key";
import { proveInclusion } from "../checkpoints/tree";
import { sql } from "../db/sql";
import type { ChainEntry } from "./contents-chain";

/** An acceptance after closure signs what changed meanwhile. */
const CLOSING: readonly string[] = [MOVE_ACTIONS.closure, MOVE_ACTIONS.acceptance];

const PACKET_HEAD = "counterfoil packet";

export type ClosingProof = {
  /** The entry as it was hashed. */
  content: string;
  /** A C2SP tlog-proof. */
  proof: string;
  /** A signed note of the packet hash: nothing in the data has changed since it was printed. */
  signature: string;
  /** The number of entries of the checkpoint. */
  size: number;
};

/** Null until a checkpoint covers its closure. */
export async function findClosingProof(
  chain: readonly ChainEntry[],
  packetHash: string,
): Promise<ClosingProof | null> {
  const closing = chain.findLast(({ action }) => CLOSING.includes(action));
  if (closing === undefined) return null;
  // The newest checkpoint that a witness has confirmed is worth more than a newer one.
  const [found] = await sql<{
    size: string;
    note: string;
    lines: string | null;
    content: string | null;
  }>(
    `SELECT c.size::text AS "size", c.note, s.lines,
            (SELECT ${ENTRY_CONTENT} FROM audit_entry WHERE id = $1::bigint) AS "content"
       FROM audit_checkpoint c LEFT JOIN LATERAL (
              SELECT string_agg(w.line, '' ORDER BY w.witness) AS lines
                FROM audit_cosignature w WHERE w.size = c.size) s ON true
      WHERE c.size >= $1::bigint
      ORDER BY s.lines IS NULL, c.size DESC LIMIT 1`,
    [closing.id],
  );
  if (found === undefined) return null;
  const size = Number(found.size);
  const index = Number(closing.id) - 1;
  const hashes = await proveInclusion(index + 1, size);
  const proof = formatInclusionProof({
    index,
    hashes: hashes.map((hash) => Buffer.from(hash).toString("base64")),
    note: found.note + (found.lines ?? ""),
  });
  return { content: found.content ?? "", proof, signature: signPacket(packetHash), size };
}

/** Its second line is no size, so that the note never passes for a checkpoint. */
function signPacket(hash: string): string {
  const { origin, key } = checkpointKey();
  const text = `${PACKET_HEAD}\nsha256 ${hash}\n`;
  return formatNote({ text, signatures: [signNote(text, origin, key)] });
}
