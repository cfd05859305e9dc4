import "server-only";

/** Reads counts and their versions. This module never reads what Cashrec expects. */
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { CountList, CountListSearch } from "@/lib/contracts/till-count";
import type { LineKey } from "@/lib/domain/keys";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { type Sql, sql } from "../db/sql";

/** PostgreSQL's largest integer limits the version. */
const VERSION_MAX = 2_147_483_647;

type CountRow = {
  shift_id: string;
  till_id: string;
  tender_id: string;
  version: number;
  counted_minor: string;
  denominations: CountVersion["denominations"];
  float_left_minor: string | null;
  source: CountVersion["source"];
  counted_by: string | null;
  counted_at: Date;
};

const COLUMNS = `c.shift_id, c.till_id, c.tender_id, c.version, c.counted_minor, c.denominations,
  c.float_left_minor, c.source, u.name AS counted_by, c.counted_at`;
const COUNTS = `till_count c LEFT JOIN "user" u ON u.id = c.counted_by_id`;

/** Sorted by shift, till and tender, the newest version first. */
export async function listCounts(
  _scope: Scope<"till-count:view">,
  search: CountListSearch,
): Promise<CountList> {
  const after = search.cursor === undefined ? null : readCursor(search.cursor);
  const rows = await sql<CountRow>(
    `SELECT ${COLUMNS} FROM ${COUNTS}
     WHERE c.centre_id = $1 AND c.business_date = $2
       AND ($3::text IS NULL OR c.shift_id = $3)
       AND ($4::text IS NULL OR c.till_id = $4)
       AND ($5::text IS NULL OR c.tender_id = $5)
       AND ($6::text IS NULL OR (c.shift_id, c.till_id, c.tender_id, -c.version) > ($6, $7, $8, $9))
     ORDER BY c.shift_id, c.till_id, c.tender_id, c.version DESC LIMIT $10`,
    [
      search.centreId,
      search.businessDate,
      search.shiftId ?? null,
      search.tillId ?? null,
      search.tenderId ?? null,
      ...(after ?? [null, null, null, null]),
      search.limit + 1,
    ],
  );
  const counts = rows.slice(0, search.limit).map(countOf);
  const last = rows.length > search.limit ? counts.at(-1) : undefined;
  return { counts, nextCursor: last === undefined ? null : cursorOf(last) };
}

/** Lists every version of every count of one centre and date, the newest of a line first. */
export async function listCountsOfDay(
  day: Pick<LineKey, "centreId" | "businessDate">,
): Promise<CountVersion[]> {
  const rows = await sql<CountRow>(
    `SELECT ${COLUMNS} FROM ${COUNTS}
     WHERE c.centre_id = $1 AND c.business_date = $2
     ORDER BY c.shift_id, c.till_id, c.tender_id, c.version DESC`,
    [day.centreId, day.businessDate],
  );
  return rows.map(countOf);
}

/** Lists every count in force of one centre and date. */
export async function listCountsInForce(
  day: Pick<LineKey, "centreId" | "businessDate">,
): Promise<CountVersion[]> {
  const rows = await sql<CountRow>(
    `SELECT DISTINCT ON (c.shift_id, c.till_id, c.tender_id) ${COLUMNS} FROM ${COUNTS}
     WHERE c.centre_id = $1 AND c.business_date = $2
     ORDER BY c.shift_id, c.till_id, c.tender_id, c.version DESC`,
    [day.centreId, day.businessDate],
  );
  return rows.map(countOf);
}

export async function findCountInForce(inside: Sql, key: LineKey): Promise<CountVersion | null> {
  const [row] = await inside<CountRow>(
    `SELECT ${COLUMNS} FROM ${COUNTS}
     WHERE c.centre_id = $1 AND c.business_date = $2
       AND c.shift_id = $3 AND c.till_id = $4 AND c.tender_id = $5
     ORDER BY c.version DESC LIMIT 1`,
    [key.centreId, key.businessDate, key.shiftId, key.tillId, key.tenderId],
  );
  return row === undefined ? null : countOf(row);
}

function countOf(row: CountRow): CountVersion {
  return {
    shiftId: row.shift_id,
    tillId: row.till_id,
    tenderId: row.tender_id,
    version: row.version,
    countedMinor: Number(row.counted_minor),
    denominations: row.denominations,
    floatLeftMinor: row.float_left_minor === null ? null : Number(row.float_left_minor),
    source: row.source,
    countedBy: row.counted_by ?? "",
    countedAt: row.counted_at.toISOString(),
  };
}

function cursorOf({ shiftId, tillId, tenderId, version }: CountVersion): string {
  return Buffer.from(JSON.stringify([shiftId, tillId, tenderId, -version])).toString("base64url");
}

function readCursor(cursor: string): [string, string, string, number] {
  const refused = new AppError("INVALID", "cursor: use a nextCursor as it was answered.");
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refused;
  }
  if (!Array.isArray(value)) throw refused;
  const [shiftId, tillId, tenderId, version] = value as unknown[];
  if (typeof shiftId !== "string" || typeof tillId !== "string") throw refused;
  if (typeof tenderId !== "string" || !Number.isSafeInteger(version)) throw refused;
  if (Math.abs(version as number) > VERSION_MAX) throw refused;
  return [shiftId, tillId, tenderId, version as number];
}
