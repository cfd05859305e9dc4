import "server-only";

/**
 * Measures the database. PostgreSQL looks at every file for it, so that a measurement serves for
 * some minutes, and one that takes long is given up.
 */
import type { StorageSizes } from "@/lib/contracts/operations";
import { inTransaction, type Sql } from "../db/sql";
import { env } from "../env";
import { log } from "../log";
import { processWide } from "../process-wide";
import { WITH_MONTHS } from "./months";

const SERVES_MS = 5 * 60_000;
const STATEMENT_MS_MAX = 5_000;
const TABLES_MAX = 12;

type Measured = { url: string; at: number; sizes: StorageSizes | null };
const shared = processWide<Measured>("storage-sizes");

/** Null when they can't be measured: the page is more important than its sizes. */
export async function findStorageSizes(now: () => number = Date.now): Promise<StorageSizes | null> {
  const url = env().databaseUrl;
  const last = shared.value;
  if (last?.url === url && now() - last.at < SERVES_MS) return last.sizes;
  const sizes = await measure().catch((error: unknown) => {
    log().warn({ err: error }, "the sizes of the database can't be read");
    return null;
  });
  shared.value = { url, at: now(), sizes };
  return sizes;
}

async function measure(): Promise<StorageSizes> {
  return inTransaction(async ({ sql }) => {
    await sql(`SET LOCAL statement_timeout = ${STATEMENT_MS_MAX}`);
    const [whole] = await sql<{ at: Date; bytes: number; wal: number | null }>(
      `SELECT clock_timestamp() AS at,
              pg_database_size(current_database())::float8 AS bytes,
              wal_bytes()::float8 AS wal`,
    );
    if (whole === undefined) throw new Error("the database does not tell its size");
    const tables = await listLargest(sql);
    const attachments = await countAttachments(sql);
    return {
      measuredAt: whole.at.toISOString(),
      databaseBytes: whole.bytes,
      walBytes: whole.wal,
      tables,
      attachments,
    };
  });
}

/**
 * The rows are the planner's estimate; there is none before the first look at a table. The size of
 * one that is divided by month is that of its months.
 */
function listLargest(sql: Sql): Promise<StorageSizes["tables"]> {
  return sql<StorageSizes["tables"][number]>(
    `SELECT c.relname AS name, s.bytes,
            CASE WHEN c.reltuples >= 0 THEN c.reltuples::float8 END AS rows
       FROM pg_class c, LATERAL (
              SELECT sum(pg_total_relation_size(part.oid))::float8 AS bytes
                FROM ${WITH_MONTHS} part (oid)) s
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'm', 'p')
      ORDER BY 2 DESC, 1 LIMIT ${TABLES_MAX}`,
  );
}

/** Equal files are stored once. */
async function countAttachments(sql: Sql): Promise<StorageSizes["attachments"]> {
  const [counted] = await sql<StorageSizes["attachments"]>(
    `SELECT count(*)::int AS files, coalesce(sum(bytes), 0)::float8 AS bytes
       FROM (SELECT sha256, max(bytes) AS bytes
               FROM (SELECT sha256, bytes FROM attachment
                     UNION ALL SELECT sha256, bytes FROM petty_cash_photo) a
              GROUP BY sha256) f`,
  );
  return counted ?? { files: 0, bytes: 0 };
}
