import "server-only";

/**
 * Walks the whole audit trail in the order of its chain and computes every hash again, from the
 * fields themselves and without a function of the database, which somebody who changed an entry may
 * have changed too. It reads one snapshot of the trail, and buffers a chunk at a time.
 */
import { to as copyTo } from "pg-copy-streams";
import { type Anchor, type BrokenLink, ROOT } from "@/lib/domain/audit/chain";
import { awaitFlush, workPool } from "../db/client";
import { createTransaction } from "../db/transaction";
import { binaryRows } from "./binary-rows";
import { compareRoots, type WitnessedRoot } from "./compare-roots";
import { ENTRY_CONTENT } from "./content";
import { findFirstAnchor } from "./first-anchor";
import { type Walk, walkChain } from "./walk";

export type Verification = {
  /** Where the verification began: entries up to this one were not looked at. */
  start: Anchor;
  /** The last intact entry; `ROOT` when there is none. */
  head: Anchor;
  broken: BrokenLink | null;
  /** False when the time ran out before the end of the trail. */
  isComplete: boolean;
};

type Options = {
  anchor?: Anchor | null;
  msMax?: number;
  /** Only what follows this entry is verified. */
  start?: Anchor;
  /** What witnesses have confirmed; the whole trail is compared with it. */
  witnessed?: readonly WitnessedRoot[];
  /** The entries that were archived, from the first one on: they are verified as well. */
  archive?: AsyncIterable<ArchivedEntry>;
};

/** `content` is what was hashed. */
export type ArchivedEntry = { id: number; content: Buffer; hash: string };

export async function verifyAudit(options: Options = {}): Promise<Verification> {
  const { archive, anchor = null, witnessed = [] } = options;
  const archived = archive && walkChain(anchor, ROOT, compareRoots(witnessed));
  for await (const { id, content, hash } of archive ?? []) archived?.take(id, content, hash);
  const result = await verifySnapshot(options, archived);
  // Its head is kept elsewhere, to be compared with later trails.
  await awaitFlush();
  return result;
}

async function verifySnapshot(options: Options, archived?: Walk): Promise<Verification> {
  const client = await workPool().connect();
  let isOver = false;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL statement_timeout = 0");
    const tx = createTransaction(client);
    const first = options.start === undefined ? await findFirstAnchor(tx.sql) : null;
    await tx.close();
    const start = archived === undefined ? (options.start ?? first ?? ROOT) : ROOT;
    if (first?.isRecorded === false) {
      const broken = { id: first.id, fault: "not-as-archived" } as const;
      return { start, head: start, broken, isComplete: true };
    }
    const { anchor = null, witnessed = [] } = options;
    const walk = archived ?? walkChain(anchor, start, compareRoots(witnessed, first?.tree));
    const stream = client.query(copyTo(copyAfter(options.start ?? ROOT)));
    const result = { start, ...(await follow(stream, walk, options.msMax)) };
    isOver = result.isComplete && result.broken === null;
    return result;
  } finally {
    // Only a stream that came to its end leaves a connection that can be used again.
    if (isOver) await client.query("COMMIT");
    client.release(!isOver);
  }
}

const copyAfter = ({ id }: Anchor) => `COPY (
  SELECT id, ${ENTRY_CONTENT},
    hash
  FROM audit_entry WHERE id > ${Math.trunc(id)} ORDER BY id
) TO STDOUT (FORMAT binary)`;

async function follow(
  stream: AsyncIterable<Buffer>,
  walk: Walk,
  msMax = Infinity,
): Promise<Omit<Verification, "start">> {
  const end = performance.now() + msMax;
  const take = binaryRows(walk.take);
  for await (const piece of stream) {
    take(piece);
    const broken = walk.broken();
    if (broken !== null) return { head: walk.head(), broken, isComplete: true };
    if (performance.now() > end) return { head: walk.head(), broken: null, isComplete: false };
  }
  return { head: walk.head(), broken: walk.end(), isComplete: true };
}
