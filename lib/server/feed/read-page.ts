import "server-only";

/**
 * Reads a page of the feed. What was written by transactions before the oldest that still runs is
 * complete: whatever is committed later has a higher number. So a reader that continues after its
 * cursor misses nothing, and sees nothing twice. A day that was written again has moved to the end.
 */
import type { FeedChange } from "@/lib/contracts/feed";
import { FEED_KINDS, type FeedCursor, rankOf, serialAfter } from "@/lib/domain/feed-cursor";
import { inSnapshot, type Sql } from "../db/sql";
import { listCounts, listDays, listMoves, type Wanted } from "./records";

export type FeedPage = {
  changes: { cursor: FeedCursor; change: FeedChange }[];
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

export async function readFeedPage({ after, limit, centreIds }: PageInput): Promise<FeedPage> {
  return inSnapshot(async ({ sql }) => {
    const positions = await listPositions(sql, after, limit);
    const read = { count: listCounts, day: listDays, move: listMoves };
    const found = new Map<string, FeedChange>();
    for (const kind of FEED_KINDS) {
      const own = positions.filter((one) => one.kind === rankOf(kind));
      const [first, last] = [own[0], own.at(-1)];
      if (first === undefined || last === undefined) continue;
      const wanted: Wanted = { first, last, count: own.length, centreIds };
      for (const { writtenIn, serial, change } of await read[kind](sql, wanted)) {
        found.set(keyOf({ writtenIn, kind: rankOf(kind), serial }), change);
      }
    }
    const changes = positions.flatMap((cursor) => {
      const change = found.get(keyOf(cursor));
      return change === undefined ? [] : [{ cursor, change }];
    });
    return { changes, cursor: positions.at(-1) ?? after, more: positions.length === limit };
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

type PositionRow = { writtenIn: string; kind: number; serial: string };

async function listPositions(sql: Sql, after: FeedCursor, limit: number): Promise<FeedCursor[]> {
  const rows = await sql<PositionRow>(
    `SELECT written_in::text AS "writtenIn", kind, serial::text AS "serial" FROM (
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
     ) AS p ORDER BY p.written_in, p.kind, p.serial LIMIT $5::int`,
    [after.writtenIn, ...FEED_KINDS.map((kind) => serialAfter(after, kind)), limit],
  );
  return rows.map(({ writtenIn, kind, serial }) => ({
    writtenIn: Number(writtenIn),
    kind,
    serial: Number(serial),
  }));
}

function keyOf({ writtenIn, kind, serial }: FeedCursor): string {
  return `${writtenIn}.${kind}.${serial}`;
}
