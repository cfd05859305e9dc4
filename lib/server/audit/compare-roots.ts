import "server-only";

/** Grows the Merkle tree along the chain, and compares its root with what witnesses confirmed. */
import { type Anchor, type BrokenLink, findCut } from "@/lib/domain/audit/chain";
import { growTree, hashLeaf, type Peaks } from "@/lib/domain/merkle/tree";
import { sha256 } from "./sha256";

/** The root, in hex, of the first `size` entries. */
export type WitnessedRoot = {
  size: number;
  root: string;
  /** The same witness has confirmed a larger size since. */
  isSuperseded?: boolean;
};

/** `start` is the tree of the entries that were archived, in which nothing can be compared. */
export function compareRoots(witnessed: readonly WitnessedRoot[], start?: Peaks) {
  const tree = growTree(sha256, start);
  const inOrder = witnessed
    .filter(({ size, isSuperseded }) => isSuperseded !== true || size >= tree.size())
    .toSorted((one, other) => one.size - other.size);
  let at = 0;
  let confirmed = 0;
  /** Names the first entry after the last confirmed ones, because any after it may be wrong. */
  const compare = (): BrokenLink | null => {
    for (let next = inOrder[at]; next?.size === tree.size(); next = inOrder[at]) {
      const root = Buffer.from(tree.root()).toString("hex");
      if (root !== next.root) return { id: confirmed + 1, fault: "not-as-witnessed" };
      confirmed = next.size;
      at += 1;
    }
    return null;
  };
  return {
    findArchived(): BrokenLink | null {
      const [first] = inOrder;
      if (first !== undefined && first.size < tree.size()) {
        return { id: first.size, fault: "archived" };
      }
      return compare();
    },
    take(content: Buffer): BrokenLink | null {
      if (at === inOrder.length) return null;
      tree.add(hashLeaf(sha256, content));
      return compare();
    },
    findCut(head: Anchor): BrokenLink | null {
      const last = inOrder.at(-1);
      return last === undefined ? null : findCut(head, { id: last.size, hash: last.root });
    },
  };
}
