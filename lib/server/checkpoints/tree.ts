import "server-only";

/**
 * The Merkle tree over the trail: a leaf is an entry's text with the previous hash, as the chain
 * hashes it. The hashes of complete blocks of 256, 65,536 and so on entries are stored, so that a
 * root or a proof reads a few hundred rows, however long the trail is.
 */
import { assert } from "@/lib/domain/assert";
import {
  type Block,
  listBlocks,
  listConsistencyRanges,
  listInclusionRanges,
} from "@/lib/domain/merkle/blocks";
import { hashLeaf, joinComplete, joinPeaks, type Peaks } from "@/lib/domain/merkle/tree";
import { AppError } from "../app-error";
import { ENTRY_CONTENT } from "../audit/content";
import { findFirstAnchor } from "../audit/first-anchor";
import { sha256 } from "../audit/sha256";
import { lockCheckpoints } from "../db/advisory-lock";
import { inTransaction, sql, type Sql } from "../db/sql";

/** The heights of stored blocks are multiples of this one. */
const STEP = 8;
const BLOCK_ENTRIES = 256;
const HEIGHTS = [8, 16, 24, 32];
/** A transaction hashes so many blocks of 256 entries. */
const BLOCKS_AT_ONCE = 32;

export function rootAt(size: number): Promise<Uint8Array> {
  return hashRanges([{ start: 0, end: size }]).then(([root]) => root ?? sha256());
}

/** The complete trees of which the trail of `size` entries consists. */
export async function peaksAt(size: number): Promise<Peaks> {
  const ranges = listBlocks({ start: 0, end: size }).map(({ height, position }) => {
    return { start: position * 2 ** height, end: (position + 1) * 2 ** height };
  });
  return { size, hashes: await hashRanges(ranges) };
}

/** Proves that the entry with this id is in the trail of `size` entries. */
export function proveInclusion(id: number, size: number): Promise<Uint8Array[]> {
  return hashRanges(listInclusionRanges(id - 1, size));
}

/**
 * Proves that the trail of `oldSize` entries is the beginning of that of `newSize`. A proof from a
 * size within what was archived needs entries that are in files alone.
 */
export function proveConsistency(oldSize: number, newSize: number): Promise<Uint8Array[]> {
  return hashRanges(listConsistencyRanges(oldSize, newSize));
}

/** Stores the blocks that are complete by now, and resolves when there are no more. */
export async function storeBlocks(signal?: AbortSignal): Promise<void> {
  while (signal?.aborted !== true) if (!(await inTransaction((tx) => storeSome(tx.sql)))) return;
}

/** Returns whether there may be more. */
async function storeSome(run: Sql): Promise<boolean> {
  await lockCheckpoints(run);
  const [row] = await run<{ stored: string; complete: string }>(
    `SELECT coalesce((SELECT max(b.position) + 1 FROM audit_block b WHERE b.height = ${STEP}), 0)
              AS "stored",
            coalesce((SELECT max(e.id) FROM audit_entry e), 0) / ${BLOCK_ENTRIES} AS "complete"`,
  );
  const stored = Number(row?.stored);
  const count = Math.min(Number(row?.complete) - stored, BLOCKS_AT_ONCE);
  if (count <= 0) return false;
  const leaves = await readLeaves(run, [
    { start: stored * BLOCK_ENTRIES, end: (stored + count) * BLOCK_ENTRIES },
  ]);
  for (let at = 0; at < count; at += 1) {
    const start = (stored + at) * BLOCK_ENTRIES;
    const hashes = Array.from({ length: BLOCK_ENTRIES }, (_, leaf) => take(leaves, start + leaf));
    await insertBlock(run, { height: STEP, position: stored + at }, hashes);
    await joinHigher(run, { height: STEP, position: stored + at });
  }
  return true;
}

/** The last block below a higher one completes it. */
async function joinHigher(run: Sql, { height, position }: Block): Promise<void> {
  const higher = { height: height + STEP, position: (position + 1) / BLOCK_ENTRIES - 1 };
  if (!Number.isInteger(higher.position) || !HEIGHTS.includes(higher.height)) return;
  const parts = { height, start: higher.position * BLOCK_ENTRIES, end: position + 1 };
  const stored = await readStored(run, [parts]);
  const hashes = Array.from({ length: BLOCK_ENTRIES }, (_, part) =>
    take(stored, `${height}/${parts.start + part}`),
  );
  await insertBlock(run, higher, hashes);
  await joinHigher(run, higher);
}

async function insertBlock(
  run: Sql,
  { height, position }: Block,
  hashes: readonly Uint8Array[],
): Promise<void> {
  await run("INSERT INTO audit_block (height, position, hash) VALUES ($1, $2, $3)", [
    height,
    position,
    Buffer.from(joinComplete(sha256, hashes)).toString("hex"),
  ]);
}

type Range = { start: number; end: number };

/** Computes the hash of each range, with one read of entries and one of stored blocks. */
async function hashRanges(ranges: readonly Range[]): Promise<Uint8Array[]> {
  const blocks = ranges.map(listBlocks);
  const parts = blocks.flat().map(partsOf);
  await refuseArchived(parts);
  const [leaves, stored] = await Promise.all([
    readLeaves(
      sql,
      parts.filter(({ height }) => height === 0),
    ),
    readStored(
      sql,
      parts.filter(({ height }) => height > 0),
    ),
  ]);
  const hashOf = (block: Block) => {
    const { height, start, end } = partsOf(block);
    const hashes = Array.from({ length: end - start }, (_, part) =>
      height === 0 ? take(leaves, start + part) : take(stored, `${height}/${start + part}`),
    );
    return joinComplete(sha256, hashes);
  };
  return blocks.map((each) => joinPeaks(sha256, each.map(hashOf)));
}

/** Whether a proof that begins at this size needs no entry that was archived. */
export async function isProvable(size: number): Promise<boolean> {
  const anchor = await findFirstAnchor();
  return anchor === null || size === 0 || size >= anchor.id;
}

async function refuseArchived(parts: readonly Parts[]): Promise<void> {
  const leaves = parts.filter(({ height }) => height === 0);
  if (leaves.length === 0) return;
  const anchor = await findFirstAnchor();
  if (anchor === null || leaves.every(({ start }) => start >= anchor.id)) return;
  const message = `The entries up to ${anchor.id} are in an archive, which alone can prove this.`;
  throw new AppError("REFUSED", message, { reason: "archived" });
}

type Parts = { height: number; start: number; end: number };

/** A block is made of at most 128 entries, or stored blocks, of the height below it. */
function partsOf({ height, position }: Block): Parts {
  const below = height - (height % STEP);
  const count = 2 ** (height - below);
  return { height: below, start: position * count, end: (position + 1) * count };
}

async function readLeaves(run: Sql, ranges: readonly Range[]): Promise<Map<number, Uint8Array>> {
  const rows = await run<{ id: string; content: string | null }>(
    `SELECT e.id::text AS "id", e.content
       FROM unnest($1::bigint[], $2::bigint[]) AS r (first_id, last_id)
       CROSS JOIN LATERAL (SELECT id, ${ENTRY_CONTENT} AS content FROM audit_entry
                            WHERE id BETWEEN r.first_id AND r.last_id) e`,
    [ranges.map(({ start }) => start + 1), ranges.map(({ end }) => end)],
  );
  return new Map(
    rows.map(({ id, content }) => [
      Number(id) - 1,
      hashLeaf(sha256, Buffer.from(content ?? "", "utf8")),
    ]),
  );
}

async function readStored(run: Sql, parts: readonly Parts[]): Promise<Map<string, Uint8Array>> {
  const rows = await run<{ height: number; position: string; hash: string }>(
    `SELECT b.height, b.position::text AS "position", b.hash
       FROM unnest($1::smallint[], $2::bigint[], $3::bigint[]) AS r (height, first_one, last_one)
       JOIN audit_block b ON b.height = r.height
        AND b.position BETWEEN r.first_one AND r.last_one`,
    [
      parts.map(({ height }) => height),
      parts.map(({ start }) => start),
      parts.map(({ end }) => end - 1),
    ],
  );
  return new Map(
    rows.map(({ height, position, hash }) => [`${height}/${position}`, Buffer.from(hash, "hex")]),
  );
}

function take<Key>(hashes: ReadonlyMap<Key, Uint8Array>, key: Key): Uint8Array {
  const hash = hashes.get(key);
  assert(hash !== undefined, "the trail has no gap, and each complete block is stored");
  return hash;
}
