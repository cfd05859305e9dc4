import "server-only";

/** Grows the Merkle tree along the chain, and compares its root with what witnesses confirmed. */
import { type Anchor, type BrokenLink, findCut } from "@/lib/domain/audit/chain";
import { growTree, hashLeaf } from "@/lib/domain/merkle/tree";
import { sha256 } from "./sha256";

/** The root, in hex, of the first `size` entries. */
export type WitnessedRoot = { size: number; root: string };

export function compareRoots(witnessed: readonly WitnessedRoot[]) {
  const inOrder = witnessed.toSorted((one, other) => one.size - other.size);
  const tree = growTree(sha256);
  let at = 0;
  let confirmed = 0;
  return {
    /** Names the first entry after the last confirmed ones, because any after it may be wrong. */
    take(content: Buffer): BrokenLink | null {
      if (at === inOrder.length) return null;
      tree.add(hashLeaf(sha256, content));
      for (let next = inOrder[at]; next?.size === tree.size(); next = inOrder[at]) {
        const root = Buffer.from(tree.root()).toString("hex");
        if (root !== next.root) return { id: confirmed + 1, fault: "not-as-witnessed" };
        confirmed = next.size;
        at += 1;
      }
      return null;
    },
    findCut(head: Anchor): BrokenLink | null {
      const last = inOrder.at(-1);
      return last === undefined ? null : findCut(head, { id: last.size, hash: last.root });
    },
  };
}
