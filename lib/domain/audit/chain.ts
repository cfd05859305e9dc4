/**
 * Defines the hash chain of the audit trail: what the hash of an entry covers, and whether an entry
 * follows from the one before. This module computes no hash; the caller supplies them, in SHA-256
 * and hex.
 */
const GENESIS_HASH = "0".repeat(64);

const SEPARATOR = "\u001f";

export type ChainedFields = {
  id: number;
  /** Times are milliseconds since 1970, UTC. */
  at: number;
  actorId: string | null;
  action: string;
  centreId: string | null;
  businessDate: string | null;
  origin: string | null;
  /** The JSON is exactly as it is stored. */
  before: string | null;
  after: string | null;
};

/**
 * Formats the text that is hashed, after the previous hash, into the hash of the entry. A field
 * that is present begins with "=", so that an empty text differs from an absent one.
 */
export function formatEntry(fields: ChainedFields): string {
  const { id, at, actorId, action, centreId, businessDate, origin, before, after } = fields;
  return [String(id), String(at), actorId, action, centreId, businessDate, origin, before, after]
    .map((field) => (field === null ? "" : `=${field}`))
    .join(SEPARATOR);
}

/**
 * This is an entry as verification sees it: what it records, and the hash that its content has now.
 */
export type Link = { id: number; previousHash: string; hash: string; computedHash: string };

/**
 * This is an entry that is known to have existed: the head, recorded outside of the database at
 * some time.
 */
export type Anchor = { id: number; hash: string };

/** The first entry follows from this anchor. */
export const ROOT: Anchor = { id: 0, hash: GENESIS_HASH };

export const FAULTS = [
  /** The id is not greater than the one before. */
  "out-of-place",
  /** The entry is missing, although an entry after it exists. */
  "missing",
  /** The content differs from what was hashed. */
  "content-changed",
  /** The entry is intact, but does not follow from the one before. */
  "link-broken",
  /** The entry differs from the one that was recorded outside. */
  "not-as-anchored",
  /** The entry that was recorded outside is missing, and so are all after it. */
  "cut-off",
  /** This entry, or one after it, differs from what a witness has confirmed. */
  "not-as-witnessed",
  /** The trail begins after this entry, and none of its entries records it as archived. */
  "not-as-archived",
  /** What was recorded outside is about an entry, or a size, that only the archive has. */
  "archived",
] as const;
export type Fault = (typeof FAULTS)[number];
export type BrokenLink = { id: number; fault: Fault };

/** Finds out whether `link` follows from `head`; returns null when it does. */
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

/** The caller asks this once, before the first entry: `start` is the last that was archived. */
export function findArchived(start: Anchor, anchor: Anchor | null): BrokenLink | null {
  if (anchor === null || anchor.id === ROOT.id || anchor.id > start.id) return null;
  if (anchor.id < start.id) return { id: anchor.id, fault: "archived" };
  return anchor.hash === start.hash ? null : { id: anchor.id, fault: "not-as-anchored" };
}

/** The caller asks this once, after the last entry. */
export function findCut(head: Anchor, anchor: Anchor | null): BrokenLink | null {
  if (anchor === null || anchor.id <= head.id) return null;
  return { id: head.id + 1, fault: "cut-off" };
}
