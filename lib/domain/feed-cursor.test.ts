import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareFeedCursors,
  FEED_CURSOR,
  FEED_KINDS,
  type FeedCursor,
  formatFeedCursor,
  parseFeedCursor,
  rankOf,
  serialAfter,
} from "./feed-cursor";

const positions = fc.record({
  writtenIn: fc.nat(3),
  kind: fc.integer({ min: 1, max: FEED_KINDS.length }),
  serial: fc.nat(3),
});

test("a cursor is the same after it was sent as text", () => {
  fc.assert(
    fc.property(positions, (cursor) => {
      const text = formatFeedCursor(cursor);
      expect(text).toMatch(FEED_CURSOR);
      expect(parseFeedCursor(text)).toEqual(cursor);
    }),
  );
});

test("each kind continues after the cursor, and nowhere before it", () => {
  const isRead = (cursor: FeedCursor, { writtenIn, kind, serial }: FeedCursor) => {
    const after = serialAfter(cursor, FEED_KINDS[kind - 1] ?? "count");
    return writtenIn > cursor.writtenIn || (writtenIn === cursor.writtenIn && serial > after);
  };
  fc.assert(
    fc.property(positions, positions, (cursor, change) => {
      expect(isRead(cursor, change)).toBe(compareFeedCursors(change, cursor) > 0);
    }),
  );
});

test("kinds have ranks in their order", () => {
  expect(FEED_KINDS.map(rankOf)).toEqual([1, 2, 3]);
});
