/** Roots and proofs of stored blocks are compared with a tree that is grown entry by entry. */
import { beforeAll, expect, test } from "vitest";
import { growTree, hashLeaf } from "@/lib/domain/merkle/tree";
import { formatEntry } from "@/lib/domain/audit/chain";
import { isConsistent, isIncluded } from "@/lib/domain/merkle/verify";
import { parseCheckpoint, parseNote } from "@/lib/domain/merkle/note";
import { chainedRows, inventedAction } from "@/lib/testing/audit-rows";
import { tamper, testDatabase } from "@/lib/testing/database";
import { appendAuditAll } from "../audit/append";
import { sha256 } from "../audit/sha256";
import { sql } from "../db/sql";
import { makeCheckpoint } from "./checkpoint";
import { isSignedBy, parseVerifierKey } from "./note-keys";
import { checkpointPublicKey } from "./signing-key";
import { proveConsistency, proveInclusion, rootAt, storeBlocks } from "./tree";

const ENTRIES = 1_100;

beforeAll(async () => {
  await testDatabase();
  await append(ENTRIES);
});

const append = (count: number) =>
  appendAuditAll(
    sql,
    Array.from({ length: count }, (_, at) => {
      return { actorId: null, action: inventedAction("made"), after: { text: `é ${at}` } };
    }),
  );

async function leafHashes(): Promise<Uint8Array[]> {
  const rows = await chainedRows();
  return rows.map((row) =>
    hashLeaf(sha256, Buffer.from(row.previousHash + formatEntry(row), "utf8")),
  );
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = growTree(sha256);
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

test("roots and proofs of any size are those of the whole tree", async () => {
  await storeBlocks();
  const leaves = await leafHashes();
  const stored = await sql<{ count: number }>(
    "SELECT count(*)::int AS count FROM audit_block b WHERE b.height = 8",
  );
  expect(stored[0]?.count).toBe(4);
  for (const size of [1, 2, 255, 256, 257, 700, 1_024, ENTRIES]) {
    const root = rootOf(leaves.slice(0, size));
    expect(Buffer.from(await rootAt(size))).toEqual(Buffer.from(root));
    for (const id of new Set([1, Math.ceil(size / 2), size])) {
      const proof = await proveInclusion(id, size);
      const leafHash = leaves[id - 1] ?? new Uint8Array();
      expect(isIncluded(sha256, { index: id - 1, size, leafHash, proof, root })).toBe(true);
    }
    const claim = {
      oldSize: size,
      newSize: ENTRIES,
      oldRoot: root,
      newRoot: rootOf(leaves),
      proof: await proveConsistency(size, ENTRIES),
    };
    expect(isConsistent(sha256, claim)).toBe(true);
  }
});

test("a checkpoint is signed by the key that the page shows, and made once", async () => {
  const made = await makeCheckpoint();
  const note = parseNote(made?.note ?? "");
  const key = parseVerifierKey(checkpointPublicKey());
  if (note === null || key === null) throw new Error("There is no note or no key.");
  expect(isSignedBy(note.text, note.signatures, key)).toBe(true);
  expect(isSignedBy(note.text.replace("\n1", "\n2"), note.signatures, key)).toBe(false);
  const root = Buffer.from(rootOf(await leafHashes())).toString("base64");
  expect(parseCheckpoint(note.text)).toMatchObject({ size: ENTRIES, root });
  expect(await makeCheckpoint()).toEqual(made);
});

test("no checkpoint is signed that contradicts the one before", async () => {
  await append(3);
  await tamper(`UPDATE audit_entry SET after = '{}' WHERE id = ${ENTRIES}`);
  expect(await makeCheckpoint()).toBeNull();
});
