import "server-only";

/**
 * Reads what only the database knows: the queue, the passes of the sync, locks, sizes and what
 * receivers of the logs lack. Each statement returns few rows, whatever the size of the record.
 */
import type { NodeKind } from "@/lib/domain/organisation/organisation";
import type { Sql } from "../db/sql";
import { IS_FAILED, IS_INTERRUPTED, IS_OPEN, JOBS } from "../operations/job-states";
import { WITH_MONTHS } from "../operations/months";

export type QueueFact = {
  task: string;
  waiting: number;
  planned: number;
  running: number;
  dead: number;
  oldestSeconds: number | null;
};

/**
 * A job is dead if its attempts are used up, or the process that ran it is gone; one that is not
 * due yet is planned.
 */
export async function readQueue(run: Sql): Promise<QueueFact[]> {
  return run<QueueFact>(
    `WITH ${JOBS}
     SELECT task, (count(*) FILTER (WHERE ${IS_OPEN} AND run_at <= now()))::int AS waiting,
            (count(*) FILTER (WHERE ${IS_OPEN} AND run_at > now()))::int AS planned,
            (count(*) FILTER (WHERE is_running))::int AS running,
            (count(*) FILTER (WHERE ${IS_FAILED} OR ${IS_INTERRUPTED}))::int AS dead,
            extract(epoch FROM now() - min(run_at)
              FILTER (WHERE ${IS_OPEN} AND run_at <= now()))::float8 AS "oldestSeconds"
       FROM job GROUP BY task`,
  );
}

export type ServerFact = {
  connections: number;
  connectionsMax: number;
  longestTransactionSeconds: number;
  chainWaiters: number;
  chainWaitSeconds: number;
  clockSeconds: number;
  newestMigration: string | null;
  unfinishedMigrations: number;
};

/** 4205 is the lock of the trail's chain. Its waits are those of this moment. */
export async function readServer(run: Sql): Promise<ServerFact | undefined> {
  const [row] = await run<ServerFact>(
    `SELECT a.connections, current_setting('max_connections')::int AS "connectionsMax",
            a."longestTransactionSeconds", l."chainWaiters", l."chainWaitSeconds",
            extract(epoch FROM clock_timestamp())::float8 AS "clockSeconds",
            m."newestMigration", m."unfinishedMigrations"
       FROM (SELECT count(*)::int AS connections,
                    coalesce(extract(epoch FROM max(clock_timestamp() - xact_start)), 0)::float8
                      AS "longestTransactionSeconds"
               FROM pg_stat_activity
              WHERE datname = current_database() AND backend_type = 'client backend') a,
            (SELECT count(*)::int AS "chainWaiters",
                    coalesce(extract(epoch FROM max(clock_timestamp() - waitstart)), 0)::float8
                      AS "chainWaitSeconds"
               FROM pg_locks
              WHERE locktype = 'advisory' AND classid = 4205 AND objsubid = 2 AND NOT granted
                AND database = (SELECT oid FROM pg_database
                                 WHERE datname = current_database())) l,
            (SELECT max(migration_name) FILTER (WHERE finished_at IS NOT NULL)
                      AS "newestMigration",
                    (count(*) FILTER (WHERE finished_at IS NULL))::int AS "unfinishedMigrations"
               FROM "_prisma_migrations" WHERE rolled_back_at IS NULL) m`,
  );
  return row;
}

export type PassFact = {
  lastDoneSeconds: number | null;
  failedParts: { code: string; parts: number }[];
};

/** The failed parts are those of passes that ended within the last hour. */
export async function readPasses(run: Sql): Promise<PassFact> {
  const [row] = await run<{ lastDoneSeconds: number | null }>(
    `SELECT extract(epoch FROM max(finished_at))::float8 AS "lastDoneSeconds"
       FROM sync WHERE state = 'done'`,
  );
  const failedParts = await run<{ code: string; parts: number }>(
    `SELECT coalesce(p.code, 'UNEXPECTED') AS code, count(*)::int AS parts
       FROM sync s JOIN sync_part p ON p.sync_id = s.id
      WHERE s.finished_at > now() - interval '1 hour' AND p.state = 'failed' GROUP BY 1`,
  );
  return { lastDoneSeconds: row?.lastDoneSeconds ?? null, failedParts };
}

export type LagFact = {
  /** The code of a node, or "all". */
  node: string;
  kind: string;
  centres: number;
  unread: number;
  median: number | null;
  p95: number | null;
  max: number | null;
};

/** More nodes than this would be more series than a dashboard can show. */
const NODES_MAX = 100;

/**
 * How long ago the newest reading of each centre was, by groups of centres. A centre that was not
 * read within the last days is unread. Only nodes of these kinds are named.
 */
export async function readLag(run: Sql, kinds: readonly NodeKind[]): Promise<LagFact[]> {
  return run<LagFact>(
    `WITH lag AS (
       SELECT c.id, extract(epoch FROM now() - r.read_at)::float8 AS seconds
         FROM centre c LEFT JOIN LATERAL (
           SELECT max(s.read_at) AS read_at FROM cash_sheet s
            WHERE s.centre_id = c.id
              AND s.business_date >= to_char(now() - interval '3 days', 'YYYY-MM-DD')) r ON true),
     named AS (
       SELECT n.id, n.kind FROM organisation_node n
        WHERE n.kind = ANY ($1::text[])
        ORDER BY array_position($1::text[], n.kind), n.id LIMIT ${NODES_MAX}),
     grouped AS (
       SELECT 'all' AS node, 'all' AS kind, l.seconds FROM lag l
       UNION ALL
       SELECT n.id, n.kind, l.seconds FROM named n
         JOIN node_reach w ON w.node_id = n.id AND w.valid_from <= to_char(now(), 'YYYY-MM-DD')
          AND (w.valid_until IS NULL OR w.valid_until > to_char(now(), 'YYYY-MM-DD'))
         JOIN lag l ON l.id = w.centre_id)
     SELECT node, kind, count(*)::int AS centres,
            (count(*) FILTER (WHERE seconds IS NULL))::int AS unread,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
            percentile_disc(0.95) WITHIN GROUP (ORDER BY seconds) AS p95, max(seconds) AS max
       FROM grouped GROUP BY node, kind`,
    [[...kinds]],
  );
}

export type SizeFact = { relation: string; bytes: number };

const RELATIONS_MAX = 20;

/** The whole database, and its largest tables with their indexes. */
export async function readSizes(run: Sql): Promise<{ database: number; tables: SizeFact[] }> {
  const [whole] = await run<{ bytes: number }>(
    "SELECT pg_database_size(current_database())::float8 AS bytes",
  );
  const tables = await run<SizeFact>(
    `SELECT c.relname::text AS relation,
            sum(pg_total_relation_size(part.oid))::float8 AS bytes
       FROM (SELECT oid, relname FROM pg_class
              WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
              ORDER BY greatest(relpages, 0) + coalesce((
                         SELECT sum(m.relpages) FROM pg_inherits i
                           JOIN pg_class m ON m.oid = i.inhrelid
                          WHERE i.inhparent = pg_class.oid), 0) DESC, relname
              LIMIT ${RELATIONS_MAX}) c,
            LATERAL ${WITH_MONTHS} part (oid)
      GROUP BY c.oid, c.relname`,
  );
  return { database: whole?.bytes ?? 0, tables };
}
