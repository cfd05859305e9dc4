import "server-only";

/**
 * Walks the whole audit trail in the order of its chain and computes every hash again, from the
 * fields themselves and without a function of the database, which somebody who changed an entry may
 * have changed too. It reads one snapshot of the trail, and buffers a chunk at a time.
 */
import { to as copyTo } from "pg-copy-streams";
import { type Anchor, type BrokenLink, ROOT } from "@/lib/domain/audit/chain";
import { awaitFlush, workPool } from "../db/client";
import { binaryRows } from "./binary-rows";
import type { WitnessedRoot } from "./compare-roots";
import { ENTRY_CONTENT } from "./content";
import { walkChain } from "./walk";

export type Verification = {
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
};

export async function verifyAudit(options: Options = {}): Promise<Verification> {
  const result = await verifySnapshot(options);
  // Its head is kept elsewhere, to be compared with later trails.
  await awaitFlush();
  return result;
}

async function verifySnapshot(options: Options): Promise<Verification> {
  const client = await workPool().connect();
  let isOver = false;
  try {
    await client.query("BEGIN READ ONLY");
    await client.query("SET LOCAL statement_timeout = 0");
    const result = await follow(client.query(copyTo(copyAfter(options.start ?? ROOT))), options);
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
  { anchor = null, msMax = Infinity, start = ROOT, witnessed = [] }: Options,
): Promise<Verification> {
  const end = performance.now() + msMax;
  const walk = walkChain(anchor, start, witnessed);
  const take = binaryRows(walk.take);
  for await (const piece of stream) {
    take(piece);
    const broken = walk.broken();
    if (broken !== null) return { head: walk.head(), broken, isComplete: true };
    if (performance.now() > end) return { head: walk.head(), broken: null, isComplete: false };
  }
  return { head: walk.head(), broken: walk.end(), isComplete: true };
}
