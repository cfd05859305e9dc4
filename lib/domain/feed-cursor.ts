/**
 * A position in the feed of changes: the transaction that wrote a change, its kind, and its number
 * within the kind. Readers store it as text and send it back; what it is made of is not promised.
 */
export const FEED_KINDS = ["count", "day", "move"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** The rank of the kind in the list above, from 1; 0 is before all of them. */
export type FeedCursor = { writtenIn: number; kind: number; serial: number };

export const FEED_START: FeedCursor = { writtenIn: 0, kind: 0, serial: 0 };

/** Each of the numbers is far from the limit of exact integers. */
export const FEED_CURSOR = /^\d{1,15}\.[0-3]\.\d{1,15}$/;

export function formatFeedCursor({ writtenIn, kind, serial }: FeedCursor): string {
  return `${writtenIn}.${kind}.${serial}`;
}

/** The text must match `FEED_CURSOR`. */
export function parseFeedCursor(text: string): FeedCursor {
  const [writtenIn = 0, kind = 0, serial = 0] = text.split(".").map(Number);
  return { writtenIn, kind, serial };
}

/**
 * Returns the number after which a kind continues in the transaction of the cursor: kinds before
 * the cursor's own are done there, and those after it have not started.
 */
export function serialAfter(cursor: FeedCursor, kind: FeedKind): number {
  const rank = rankOf(kind);
  if (rank === cursor.kind) return cursor.serial;
  return rank < cursor.kind ? Number.MAX_SAFE_INTEGER : -1;
}

export function rankOf(kind: FeedKind): number {
  return FEED_KINDS.indexOf(kind) + 1;
}

export function compareFeedCursors(one: FeedCursor, other: FeedCursor): number {
  return one.writtenIn - other.writtenIn || one.kind - other.kind || one.serial - other.serial;
}
