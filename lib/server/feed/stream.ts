import "server-only";

/**
 * Streams the feed of changes as NDJSON, page by page and as fast as it is read. Each page is read
 * in a snapshot of its own, so that a slow reader holds no transaction open.
 */
import type { FeedRecord, FeedSearch } from "@/lib/contracts/feed";
import {
  FEED_START,
  type FeedCursor,
  formatFeedCursor,
  parseFeedCursor,
} from "@/lib/domain/feed-cursor";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { sql } from "../db/sql";
import { type FeedPage, readFeedPage, readNextPosition } from "./read-page";

const PAGE = 2_000;

export async function streamFeed(
  { centreIds }: Scope<"feed:read">,
  { after, limit }: FeedSearch,
): Promise<Response> {
  const start = after === undefined ? FEED_START : parseFeedCursor(after);
  await refuseForeign(start);
  const read = (cursor: FeedCursor, left: number) =>
    readFeedPage({ after: cursor, limit: Math.min(PAGE, left), centreIds });
  // It is read before the response begins, so that an early failure becomes a problem document.
  const first = await read(start, limit);
  return new Response(streamOf(chunks(first, limit, read)), {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" },
  });
}

/** A cursor of another installation would pass over changes without a word. */
async function refuseForeign({ writtenIn }: FeedCursor): Promise<void> {
  if (writtenIn < (await readNextPosition(sql))) return;
  throw new AppError("REFUSED", "This cursor is of another database. Begin without one.", {
    reason: "cursor-of-another-database",
  });
}

async function* chunks(
  first: FeedPage,
  limit: number,
  read: (cursor: FeedCursor, left: number) => Promise<FeedPage>,
): AsyncGenerator<Uint8Array> {
  let page = first;
  let left = limit;
  for (;;) {
    left -= page.count;
    yield Buffer.from(page.lines);
    if (!page.more || left <= 0) break;
    page = await read(page.cursor, left);
  }
  yield Buffer.from(
    formatRecord({ type: "end", cursor: formatFeedCursor(page.cursor), more: page.more }),
  );
}

function formatRecord(record: FeedRecord): string {
  return `${JSON.stringify(record)}\n`;
}

function streamOf(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const chunk = await source.next();
      if (chunk.done === true) controller.close();
      else controller.enqueue(chunk.value);
    },
    async cancel() {
      await source.return(undefined);
    },
  });
}
