/**
 * The chain of the trail: what the hash of an entry covers, and whether an entry follows from the
 * one before. It computes no hash by itself; the caller brings them, in SHA-256 and hex.
 */
export const GENESIS_HASH = "0".repeat(64);

const SEPARATOR = "\u001f";

export type ChainedFields = {
  id: number;
  /** Milliseconds since 1970, UTC. */
  at: number;
  actorId: string | null;
  action: string;
  centreId: string | null;
  businessDate: string | null;
  origin: string | null;
  /** JSON, letter by letter as it is stored. */
  before: string | null;
  after: string | null;
};

/**
 * The text whose SHA-256, with the previous hash before it, is the entry's hash. A field that is
 * there begins with "=", so that an empty text is not the same as none.
 */
export function formatEntry(fields: ChainedFields): string {
  const { id, at, actorId, action, centreId, businessDate, origin, before, after } = fields;
  return [String(id), String(at), actorId, action, centreId, businessDate, origin, before, after]
    .map((field) => (field === null ? "" : `=${field}`))
    .join(SEPARATOR);
}

/** An entry as the check sees it: what it says of itself, and what its content comes to. */
export type Link = { id: number; previousHash: string; hash: string; computedHash: string };

/** An entry that someone knows to have been there: the head, noted outside at some moment. */
export type Anchor = { id: number; hash: string };

/** Before the first entry. */
export const ROOT: Anchor = { id: 0, hash: GENESIS_HASH };

export const FAULTS = [
  /** The id is not a new one. */
  "out-of-place",
  /** This entry is not there, though a later one is. */
  "missing",
  /** What the entry says is not what was hashed. */
  "content-changed",
  /** The entry holds by itself, but does not follow from the one before. */
  "link-broken",
  /** The entry is not the one that was noted outside. */
  "not-as-anchored",
  /** The entry that was noted outside is not there, nor any after it. */
  "cut-off",
] as const;
export type Fault = (typeof FAULTS)[number];
export type BrokenLink = { id: number; fault: Fault };

/** Whether `link` follows from `head`; null when it does. */
export function findBreak(head: Anchor, link: Link, anchor: Anchor | null): BrokenLink | null {
  if (link.id <= head.id) return { id: link.id, fault: "out-of-place" };
  if (link.id > head.id + 1) return { id: head.id + 1, fault: "missing" };
  if (link.computedHash !== link.hash) return { id: link.id, fault: "content-changed" };
  if (link.previousHash !== head.hash) return { id: link.id, fault: "link-broken" };
  if (anchor !== null && anchor.id === link.id && anchor.hash !== link.hash) {
    return { id: link.id, fault: "not-as-anchored" };
  }
  return null;
}

/** Asked once, after the last entry. */
export function findCut(head: Anchor, anchor: Anchor | null): BrokenLink | null {
  if (anchor === null || anchor.id <= head.id) return null;
  return { id: head.id + 1, fault: "cut-off" };
}
