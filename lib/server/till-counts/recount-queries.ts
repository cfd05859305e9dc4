import "server-only";

/** Reads the requested recounts, and how often a line has been counted and requested. */
import type { RequestedRecount } from "@/lib/contracts/count-settings";
import type { CountHistory } from "@/lib/domain/till-count/blind-count";
import type { LineKey, DayKey } from "@/lib/domain/keys";
import { isRecountWanted } from "@/lib/domain/workflow/outstanding";
import type { Sql } from "../db/sql";

export type Recount = Omit<RequestedRecount, "version" | keyof DayKey>;
type Counted = { version: number } | null;

type RecountRow = Omit<Recount, "at"> & { at: Date };

const COLUMNS = `q.shift_id AS "shiftId", q.till_id AS "tillId", q.tender_id AS "tenderId",
  q.number, q.count_version AS "countVersion", q.text, coalesce(u.name, '') AS by,
  q.requested_at AS at`;
const REQUESTS = `recount_request q LEFT JOIN "user" u ON u.id = q.requested_by_id`;

/** Lists the last request of each line of a day, whether or not it has been fulfilled. */
export async function listRecounts(inside: Sql, day: DayKey): Promise<Recount[]> {
  const rows = await inside<RecountRow>(
    `SELECT DISTINCT ON (q.shift_id, q.till_id, q.tender_id) ${COLUMNS} FROM ${REQUESTS}
      WHERE q.centre_id = $1 AND q.business_date = $2
      ORDER BY q.shift_id, q.till_id, q.tender_id, q.number DESC`,
    [day.centreId, day.businessDate],
  );
  return rows.map(recountOf);
}

export async function findLastRecount(inside: Sql, key: LineKey): Promise<Recount | null> {
  const [row] = await inside<RecountRow>(
    `SELECT ${COLUMNS} FROM ${REQUESTS}
      WHERE q.centre_id = $1 AND q.business_date = $2
        AND q.shift_id = $3 AND q.till_id = $4 AND q.tender_id = $5
      ORDER BY q.number DESC LIMIT 1`,
    [key.centreId, key.businessDate, key.shiftId, key.tillId, key.tenderId],
  );
  return row === undefined ? null : recountOf(row);
}

/** Versions and numbers have no gaps, so that the last one is the number of all. */
export function historyOf(count: Counted, recount: Recount | null): CountHistory {
  const versions = count?.version ?? 0;
  return {
    versions,
    requests: recount?.number ?? 0,
    isRecountWanted: isRecountWanted(recount ?? undefined, { countVersion: versions }),
  };
}

function recountOf({ at, ...row }: RecountRow): Recount {
  return { ...row, at: at.toISOString() };
}
