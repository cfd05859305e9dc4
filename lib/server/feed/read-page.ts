import "server-only";

/**
 * Reads a page of the feed. What was written by transactions before the oldest that still runs is
 * complete: whatever is committed later has a higher number. So a reader that continues after its
 * cursor misses nothing, and sees nothing twice. A day that was written again has moved to the end.
 */
import { FEED_KINDS, type FeedCursor, serialAfter } from "@/lib/domain/feed-cursor";
import { awaitFlush } from "../db/client";
import { inSnapshot, type Sql } from "../db/sql";
import { READ_RECORDS } from "./records";

export type FeedPage = {
  /** NDJSON: a record of the contract on each line. */
  lines: string;
  count: number;
  /** The last position that was looked at, of whichever centre. */
  cursor: FeedCursor;
  more: boolean;
};

export type PageInput = {
  after: FeedCursor;
  limit: number;
  /** Null is every centre. */
  centreIds: readonly string[] | null;
};

/** A change that has been read was on disk before: a crash can't take it back. */
export async function readFeedPage(input: PageInput): Promise<FeedPage> {
  const page = await readPage(input);
  await awaitFlush();
  return page;
}

function readPage({ after, limit, centreIds }: PageInput): Promise<FeedPage> {
  return inSnapshot(async ({ sql }) => {
    const found = await findLastPosition(sql, after, limit);
    if (found === null) return { lines: "", count: 0, cursor: after, more: false };
    const { cursor, positions } = found;
    const [row] = await sql<{ lines: string | null; count: number }>(READ_RECORDS, [
      after.writtenIn,
      cursor.writtenIn,
      ...FEED_KINDS.flatMap((kind) => [serialAfter(after, kind), serialAfter(cursor, kind)]),
      limit,
      centreIds,
    ]);
    const more = positions === limit;
    return { lines: row?.lines ?? "", count: row?.count ?? 0, cursor, more };
  });
}

/** Returns the number that the next transaction gets: no cursor of this database is beyond it. */
export async function readNextPosition(sql: Sql): Promise<number> {
  const [row] = await sql<{ next: string }>(
    `SELECT (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + shift)::text AS "next"
       FROM feed_origin`,
  );
  return Number(row?.next);
}

/** Everything that was written before this position can be read by now. */
export async function readCompletePosition(sql: Sql): Promise<number> {
  const [row] = await sql<{ position: string }>(`SELECT ${BOUND}::text AS "position"`);
  return Number(row?.position);
}

/** Nothing at or beyond it is complete. */
const BOUND = `(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + shift
                  FROM feed_origin)`;

type PositionRow = { writtenIn: string; kind: number; serial: string; positions: number };

/** Finds the position at which this page ends, and how many there are up to it. */
async function findLastPosition(sql: Sql, after: FeedCursor, limit: number) {
  const [row] = await sql<PositionRow>(
    `SELECT p.written_in::text AS "writtenIn", p.kind, p.serial::text AS "serial",
            (count(*) OVER ())::int AS "positions"
       FROM (SELECT * FROM (
         (SELECT written_in, 1 AS kind, serial FROM till_count
           WHERE (written_in, serial) > ($1::bigint, $2::bigint) AND written_in < ${BOUND}
           ORDER BY written_in, serial LIMIT $5::int)
         UNION ALL
         (SELECT written_in, 2, revision FROM reconciliation
           WHERE (written_in, revision) > ($1::bigint, $3::bigint) AND written_in < ${BOUND}
           ORDER BY written_in, revision LIMIT $5::int)
         UNION ALL
         (SELECT written_in, 3, serial FROM move
           WHERE (written_in, serial) > ($1::bigint, $4::bigint) AND written_in < ${BOUND}
           ORDER BY written_in, serial LIMIT $5::int)
       ) AS o ORDER BY o.written_in, o.kind, o.serial LIMIT $5::int) AS p
      ORDER BY p.written_in DESC, p.kind DESC, p.serial DESC LIMIT 1`,
    [after.writtenIn, ...FEED_KINDS.map((kind) => serialAfter(after, kind)), limit],
  );
  if (row === undefined) return null;
  const { writtenIn, kind, serial, positions } = row;
  return { cursor: { writtenIn: Number(writtenIn), kind, serial: Number(serial) }, positions };
}
