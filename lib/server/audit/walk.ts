import "server-only";

/** Follows the chain from a known entry, and stops at the first that is not intact. */
import { hash } from "node:crypto";
import { type Anchor, type BrokenLink, findArchived } from "@/lib/domain/audit/chain";
import { findBreak, findCut, ROOT } from "@/lib/domain/audit/chain";
import { compareRoots } from "./compare-roots";

const HASH_CHARS = 64;

export type Walk = {
  /** `content` is what was hashed: the hash of the entry before, and the text of this one. */
  take: (id: number, content: Buffer, hash: string) => void;
  /** The last intact entry; the start when there is none. */
  head: () => Anchor;
  broken: () => BrokenLink | null;
  /** Called once, after the last entry. */
  end: () => BrokenLink | null;
};

/**
 * Begins after `start`, which is not looked at itself; without it, at the first entry. `roots`
 * compares what witnesses have confirmed, from the same entry on.
 */
export function walkChain(
  anchor: Anchor | null,
  start: Anchor = ROOT,
  roots = compareRoots([]),
): Walk {
  let head = start;
  let broken = findArchived(start, anchor) ?? roots.findArchived();
  return {
    take(id, content, stored) {
      if (broken !== null) return;
      const previousHash = content.toString("latin1", 0, HASH_CHARS);
      const computedHash = hash("sha256", content, "hex");
      broken = findBreak(head, { id, previousHash, hash: stored, computedHash }, anchor);
      broken ??= roots.take(content);
      if (broken === null) head = { id, hash: stored };
    },
    head: () => head,
    broken: () => broken,
    end: () => broken ?? findCut(head, anchor) ?? roots.findCut(head),
  };
}
