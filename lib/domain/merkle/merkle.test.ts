/**
 * The tree is compared with the definition of RFC 6962, written as it stands there, and with the
 * roots that implementations of it publish for the same eight leaves.
 */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listBlocks, listConsistencyRanges, listInclusionRanges } from "./blocks";
import { growTree, hashLeaf, joinComplete, joinPeaks, type Sha256 } from "./tree";
import { isConsistent, isIncluded } from "./verify";

const sha256: Sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** The definition: MTH of RFC 6962, section 2.1. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return sha256(Uint8Array.of(0), only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return sha256(Uint8Array.of(1), treeHash(left), treeHash(right));
}

/** The definition: PATH of RFC 6962, section 2.1.1. */
function path(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...path(index, left), treeHash(right)]
    : [...path(index - split, right), treeHash(left)];
}

/** The definition: SUBPROOF of RFC 6962, section 2.1.2. */
function subproof(oldSize: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (oldSize === leaves.length) return isWhole ? [] : [treeHash(leaves)];
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return oldSize <= split
    ? [...subproof(oldSize, left, isWhole), treeHash(right)]
    : [...subproof(oldSize - split, right, false), treeHash(left)];
}

const LEAVES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map((text) => new Uint8Array(Buffer.from(text, "hex")));

// The number of leaves, and the published root.
test.each([
  [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
  [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
  [4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
  [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
  [6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
  [7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
  [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
])("a tree of %i published leaves has its published root", (size, root) => {
  expect(hex(grow(LEAVES.slice(0, size)))).toBe(root);
});

const leaves = fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 70 });
const grown = leaves.chain((all) =>
  fc.record({ all: fc.constant(all), at: fc.nat({ max: all.length - 1 }) }),
);

function grow(all: readonly Uint8Array[]): Uint8Array {
  const tree = growTree(sha256);
  for (const leaf of all) tree.add(hashLeaf(sha256, leaf));
  expect(tree.size()).toBe(all.length);
  return tree.root();
}

/** Computes the hash of a range as the product does: from complete blocks. */
function rangeHash(all: readonly Uint8Array[], range: { start: number; end: number }): Uint8Array {
  const peaks = listBlocks(range).map(({ height, position }) => {
    const part = all.slice(position * 2 ** height, (position + 1) * 2 ** height);
    return joinComplete(
      sha256,
      part.map((leaf) => hashLeaf(sha256, leaf)),
    );
  });
  return joinPeaks(sha256, peaks);
}

describe("for random trees", () => {
  test("the root is that of the definition, grown leaf by leaf and from blocks", () => {
    fc.assert(
      fc.property(leaves, (all) => {
        const root = hex(treeHash(all));
        expect(hex(grow(all))).toBe(root);
        expect(hex(rangeHash(all, { start: 0, end: all.length }))).toBe(root);
      }),
    );
  });

  test("an inclusion proof is that of the definition, and proves this leaf alone", () => {
    fc.assert(
      fc.property(grown, ({ all, at }) => {
        const proof = listInclusionRanges(at, all.length).map((range) => rangeHash(all, range));
        expect(proof.map(hex)).toEqual(path(at, all).map(hex));
        const claim = {
          index: at,
          size: all.length,
          leafHash: hashLeaf(sha256, all[at] ?? new Uint8Array()),
          proof,
          root: treeHash(all),
        };
        expect(isIncluded(sha256, claim)).toBe(true);
        const other = hashLeaf(sha256, Buffer.from("another leaf"));
        expect(isIncluded(sha256, { ...claim, leafHash: other })).toBe(false);
        expect(isIncluded(sha256, { ...claim, index: all.length })).toBe(false);
        expect(isIncluded(sha256, { ...claim, proof: [...proof, other] })).toBe(false);
        expect(isIncluded(sha256, { ...claim, root: other })).toBe(false);
        const [, ...short] = proof;
        if (proof.length > 0) expect(isIncluded(sha256, { ...claim, proof: short })).toBe(false);
      }),
    );
  });

  test("a consistency proof is that of the definition, and refuses another past", () => {
    fc.assert(
      fc.property(grown, ({ all, at }) => {
        const oldSize = at + 1;
        const ranges = listConsistencyRanges(oldSize, all.length);
        const proof = ranges.map((range) => rangeHash(all, range));
        expect(proof.map(hex)).toEqual(subproof(oldSize, all, true).map(hex));
        const claim = {
          oldSize,
          newSize: all.length,
          oldRoot: treeHash(all.slice(0, oldSize)),
          newRoot: treeHash(all),
          proof,
        };
        expect(isConsistent(sha256, claim)).toBe(true);
        const other = sha256(Buffer.from("another root"));
        expect(isConsistent(sha256, { ...claim, oldRoot: other })).toBe(false);
        expect(isConsistent(sha256, { ...claim, newRoot: other })).toBe(false);
        expect(isConsistent(sha256, { ...claim, proof: [...proof, other] })).toBe(false);
        const [, ...short] = proof;
        if (proof.length > 0) expect(isConsistent(sha256, { ...claim, proof: short })).toBe(false);
        expect(isConsistent(sha256, { ...claim, oldSize: all.length + 1 })).toBe(false);
      }),
    );
  });
});

test("every tree is consistent with the empty one, by an empty proof", () => {
  expect(listConsistencyRanges(0, 5)).toEqual([]);
  const claim = { oldSize: 0, newSize: 5, oldRoot: sha256(), newRoot: sha256(), proof: [] };
  expect(isConsistent(sha256, claim)).toBe(true);
  expect(isConsistent(sha256, { ...claim, proof: [sha256()] })).toBe(false);
});

/** A trail is cut at a multiple of 256, and blocks of that many leaves are stored. */
describe("without the leaves before a cut", () => {
  const arbitrary = fc
    .tuple(fc.integer({ min: 1, max: 300_000 }), fc.nat(), fc.nat(), fc.nat())
    .map(([blocks, one, other, of]) => {
      const cut = blocks * 256;
      const [old, size] = [cut + (one % 200_000), cut + (other % 200_000)].toSorted(ascending);
      return { cut, old: old ?? cut, size: size ?? cut, index: cut + (of % 200_000) };
    });
  const ascending = (one: number, other: number) => one - other;
  const needs = (cut: number, ranges: readonly { start: number; end: number }[]) =>
    ranges
      .flatMap(listBlocks)
      .filter(({ height, position }) => height < 8 && position * 2 ** height < cut);

  test("roots and proofs of larger sizes need none of them", () => {
    fc.assert(
      fc.property(arbitrary, ({ cut, old, size, index }) => {
        expect(needs(cut, [{ start: 0, end: size }])).toEqual([]);
        expect(needs(cut, listConsistencyRanges(old, size))).toEqual([]);
        if (index < size) expect(needs(cut, listInclusionRanges(index, size))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    expect(needs(512, listConsistencyRanges(300, 1_000))).not.toEqual([]);
  });

  test("a tree grows on from its complete trees", () => {
    const leaves = Array.from({ length: 70 }, (_, at) => hashLeaf(sha256, Uint8Array.of(at)));
    fc.assert(
      fc.property(fc.nat({ max: 70 }), fc.nat({ max: 70 }), (cut, size) => {
        const hashes = listBlocks({ start: 0, end: cut }).map(({ height, position }) =>
          joinComplete(sha256, leaves.slice(position * 2 ** height, (position + 1) * 2 ** height)),
        );
        const tree = growTree(sha256, { size: cut, hashes });
        for (const leaf of leaves.slice(cut, size)) tree.add(leaf);
        const whole = growTree(sha256);
        for (const leaf of leaves.slice(0, Math.max(cut, size))) whole.add(leaf);
        expect([tree.size(), hex(tree.root())]).toEqual([whole.size(), hex(whole.root())]);
      }),
    );
  });
});
