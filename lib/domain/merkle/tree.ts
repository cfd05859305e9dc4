/**
 * The Merkle tree of RFC 6962 (and RFC 9162): the hash of a leaf, of a node, and of a whole tree.
 * The caller supplies SHA-256, because the domain computes no hash itself.
 */
import { listBlocks } from "./blocks";

export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array;

/** Leaves and nodes begin differently, so that no node can pass for a leaf. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function hashLeaf(sha256: Sha256, content: Uint8Array): Uint8Array {
  return sha256(LEAF, content);
}

export function hashNode(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

export type GrowingTree = {
  add: (leafHash: Uint8Array) => void;
  size: () => number;
  root: () => Uint8Array;
};

/** The complete trees of which a tree of this size consists, the largest first. */
export type Peaks = { size: number; hashes: readonly Uint8Array[] };

/** Grows a tree leaf by leaf, and remembers one hash for each bit of its size. */
export function growTree(sha256: Sha256, start: Peaks = { size: 0, hashes: [] }): GrowingTree {
  const blocks = listBlocks({ start: 0, end: start.size });
  const peaks = start.hashes.map((hash, at) => ({ height: blocks[at]?.height ?? 0, hash }));
  let { size } = start;
  return {
    add(leafHash) {
      let hash = leafHash;
      let height = 0;
      while (peaks.at(-1)?.height === height) {
        hash = hashNode(sha256, peaks.pop()?.hash ?? hash, hash);
        height += 1;
      }
      peaks.push({ height, hash });
      size += 1;
    },
    size: () => size,
    root: () =>
      joinPeaks(
        sha256,
        peaks.map(({ hash }) => hash),
      ),
  };
}

/** Joins the hashes of complete trees, the largest first, into the hash of the whole tree. */
export function joinPeaks(sha256: Sha256, peaks: readonly Uint8Array[]): Uint8Array {
  const last = peaks.at(-1);
  if (last === undefined) return sha256();
  return peaks.slice(0, -1).reduceRight((right, left) => hashNode(sha256, left, right), last);
}

/** Computes the root of a complete tree, whose leaves are a power of two. */
export function joinComplete(sha256: Sha256, hashes: readonly Uint8Array[]): Uint8Array {
  const tree = growTree(sha256);
  for (const hash of hashes) tree.add(hash);
  return tree.root();
}
