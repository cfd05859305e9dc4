import "server-only";

/** Lists the funds of several centres: what is in them, their last counts, and what is waiting. */
import type { FundList } from "@/lib/contracts/petty-cash";
import { businessDatesAt, type CentreClock } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import type { BlindMode } from "@/lib/domain/till-count/blind-count";
import { readCountingOf } from "../centres/counting";
import { prepared, sql } from "../db/sql";
import { amountOf } from "../db/values";
import type { FundReader } from "./reader";

type Computed = "balanceMinor" | "floatMinor" | "last" | "isBlind" | "isBelowZero";
type FundRow = CentreClock &
  Omit<FundList["funds"][number], Computed> & {
    balance: string;
    float: string | null;
    counted: string | null;
    expected: string | null;
    countedAt: Date | null;
    countedById: string | null;
    isExplained: boolean;
  };

export async function listFunds(
  { centreIds }: Scope<"till-count:view">,
  reader: FundReader,
): Promise<FundList> {
  const rows = await sql<FundRow>(LIST, [centreIds]);
  const countingOf = await readCountingOf(
    sql,
    rows.map(({ centreId }) => centreId),
  );
  const todayOf = businessDatesAt(Date.now());
  const modeOf = (row: FundRow) => countingOf(row.centreId, todayOf(row)).blindMode;
  return { funds: rows.map((row) => toFund(row, { reader, blindMode: modeOf(row) })) };
}

/** Whether any of these centres has a fund. */
export async function hasFunds({ centreIds }: Scope<"till-count:view">): Promise<boolean> {
  const [row] = await prepared<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM petty_cash_fund
        WHERE $1::text[] IS NULL OR centre_id = ANY ($1::text[])) AS found`,
    [centreIds],
  );
  return row?.found === true;
}

type Beside = { reader: FundReader; blindMode: BlindMode };

function toFund(row: FundRow, { reader, blindMode }: Beside): FundList["funds"][number] {
  const isBlind = blindMode !== "shown" && !reader.comparesCentre(row.centreId);
  const counted = amountOf(row.counted);
  const expected = amountOf(row.expected);
  const isHidden = isBlind && !(blindMode === "after-entry" && row.countedById === reader.userId);
  return {
    centreId: row.centreId,
    centreName: row.centreName,
    currency: row.currency,
    isBlind,
    balanceMinor: isBlind ? null : Number(row.balance),
    isBelowZero: Number(row.balance) < 0,
    floatMinor: amountOf(row.float),
    waiting: row.waiting,
    closedTo: row.closedTo,
    last:
      counted === null || expected === null || row.countedAt === null
        ? null
        : {
            countedMinor: counted,
            differenceMinor: isHidden ? null : counted - expected,
            isExplained: row.isExplained,
            at: row.countedAt.toISOString(),
          },
  };
}

const LIST = `
  SELECT c.id AS "centreId", c.name AS "centreName", f.currency, c.time_zone AS "timeZone",
         c.day_starts_at AS "dayStartsAt",
         coalesce(l.balance_minor, 0) + coalesce(s.amount, 0)::bigint AS balance,
         f.float_minor AS float, coalesce(s.waiting, 0)::int AS waiting, l."to" AS "closedTo",
         n.counted_minor AS counted, n.balance_minor AS expected, n.counted_at AS "countedAt",
         n.counted_by_id AS "countedById",
         EXISTS (SELECT FROM petty_cash_entry d
                  WHERE d.centre_id = c.id AND d.kind = 'difference' AND d.count_number = n.number
                    AND NOT EXISTS (SELECT FROM petty_cash_entry r
                          WHERE r.centre_id = d.centre_id AND r.reverses = d.number))
           AS "isExplained"
    FROM centre c
    CROSS JOIN LATERAL (SELECT v.* FROM petty_cash_fund v WHERE v.centre_id = c.id
                   ORDER BY v.version DESC LIMIT 1) f
    LEFT JOIN LATERAL (SELECT v.* FROM petty_cash_closing v WHERE v.centre_id = c.id
                        ORDER BY v.number DESC LIMIT 1) l ON true
    LEFT JOIN LATERAL (SELECT v.* FROM petty_cash_count v WHERE v.centre_id = c.id
                        ORDER BY v.number DESC LIMIT 1) n ON true
    LEFT JOIN LATERAL (
      SELECT sum(e.amount_minor) AS amount,
             count(*) FILTER (WHERE a.entry_number IS NULL AND r.number IS NULL
                AND (e.reverses IS NULL OR oa.entry_number IS NOT NULL)) AS waiting
        FROM petty_cash_entry e
        LEFT JOIN petty_cash_approval a ON a.centre_id = e.centre_id AND a.entry_number = e.number
        LEFT JOIN petty_cash_entry r ON r.centre_id = e.centre_id AND r.reverses = e.number
        LEFT JOIN petty_cash_approval oa
               ON oa.centre_id = e.centre_id AND oa.entry_number = e.reverses
       WHERE e.centre_id = c.id AND (l."to" IS NULL OR e.business_date > l."to")) s ON true
   WHERE $1::text[] IS NULL OR c.id = ANY ($1::text[])
   ORDER BY c.name, c.id`;
