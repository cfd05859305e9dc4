import "server-only";

/** Reads what cash sheets say beside their figures: their status, and whether they add up. */
import type { z } from "zod";
import type { sheetStatusListSchema } from "@/lib/contracts/filter-options";
import { addDays } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { sql } from "../db/sql";

/** The latest sheets of each centre have every status that is in use. */
const SHEETS_MAX = 31;

export async function listSheetStatuses({
  centreIds,
}: Scope<"reconciliation:view">): Promise<z.infer<typeof sheetStatusListSchema>> {
  const rows = await sql<{ status: string }>(
    `SELECT DISTINCT s.status COLLATE "C" AS status
       FROM centre c
      CROSS JOIN LATERAL (
        SELECT status FROM cash_sheet
         WHERE centre_id = c.id ORDER BY business_date DESC LIMIT ${SHEETS_MAX}
      ) s
      WHERE s.status IS NOT NULL AND ($1::text[] IS NULL OR c.id = ANY($1::text[]))
      ORDER BY 1`,
    [centreIds],
  );
  return { statuses: rows.map(({ status }) => status) };
}

export type SumRates = {
  days: number;
  from: string;
  to: string;
  sales: { checked: number; agree: number };
  differences: { checked: number; agree: number };
};

/** The rates are about so many days up to today. */
const RATE_DAYS = 31;

/** Counts the sheets whose sums could be compared, and those that add up in every shift. */
type RateRecord = Record<"sales" | "salesAgree" | "own" | "ownAgree", number>;

export async function readSumRates({ centreIds }: Scope<"cashrec:probe">): Promise<SumRates> {
  const to = new Date().toISOString().slice(0, 10);
  const from = addDays(to, 1 - RATE_DAYS);
  const [row] = await sql<RateRecord>(
    `SELECT count(*) FILTER (WHERE sales_checked > 0)::int AS sales,
            count(*) FILTER (WHERE sales_checked > 0 AND sales_differ = 0)::int AS "salesAgree",
            count(*) FILTER (WHERE differences_checked > 0)::int AS own,
            count(*) FILTER (WHERE differences_checked > 0 AND differences_differ = 0)::int
              AS "ownAgree"
       FROM reconciliation
      WHERE business_date BETWEEN $2 AND $3
        AND ($1::text[] IS NULL OR centre_id = ANY($1::text[]))`,
    [centreIds, from, to],
  );
  return {
    days: RATE_DAYS,
    from,
    to,
    sales: { checked: row?.sales ?? 0, agree: row?.salesAgree ?? 0 },
    differences: { checked: row?.own ?? 0, agree: row?.ownAgree ?? 0 },
  };
}
