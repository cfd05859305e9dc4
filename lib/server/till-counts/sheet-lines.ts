import "server-only";

/** Lists the shifts, tills and tenders to count on a day. Only names and ids are read. */
import type { CountSheet } from "@/lib/contracts/till-count";
import type { DayKey } from "@/lib/domain/keys";
import { sql } from "../db/sql";

/** How far back to look for the tills of a day, while Cashrec has no sheet of the day itself. */
const LOOK_BACK_DAYS_MAX = 60;

type Kind = CountSheet["shifts"][number]["tenders"][number]["kind"];

export type NamedLine = {
  shift_id: string;
  shift_name: string | null;
  till_id: string;
  till_name: string | null;
  tender_id: string;
  tender_name: string | null;
  tender_kind: Kind;
};

/** `shapeFrom` is the earlier day whose tills are listed, while the day itself has no sheet. */
export async function listLinesToCount(
  day: DayKey,
): Promise<{ lines: NamedLine[]; shapeFrom: string | null }> {
  const [own, shapeFrom] = await Promise.all([listNames(day), findShapeDate(day)]);
  const shape = shapeFrom === null ? [] : await listNames({ ...day, businessDate: shapeFrom });
  // The earlier day provides the names of lines that the day itself has only counted.
  const reported = shape.filter(({ tender_kind }) => tender_kind !== null);
  return { lines: [...reported, ...own], shapeFrom: reported.length === 0 ? null : shapeFrom };
}

async function listNames({ centreId, businessDate }: DayKey): Promise<NamedLine[]> {
  return sql<NamedLine>(
    `SELECT shift_id, shift_name, till_id, till_name, tender_id, tender_name, tender_kind
     FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
}

/** The last earlier day with a sheet; null when the day has a sheet itself. */
async function findShapeDate({ centreId, businessDate }: DayKey): Promise<string | null> {
  const [found] = await sql<{ business_date: string }>(
    `SELECT business_date FROM reconciliation
     WHERE centre_id = $1 AND sheet_version > 0 AND business_date < $2
       AND business_date >= to_char($2::date - $3::int, 'YYYY-MM-DD')
       AND NOT EXISTS (SELECT FROM cash_sheet s
         WHERE s.centre_id = $1 AND s.business_date = $2 AND s.version > 0)
     ORDER BY business_date DESC LIMIT 1`,
    [centreId, businessDate, LOOK_BACK_DAYS_MAX],
  );
  return found?.business_date ?? null;
}
