import "server-only";

/**
 * Reads the latest explanations, recount requests and openings of some centre-days, with one
 * statement each.
 */
import { minor } from "@/lib/domain/money";
import { ANY, type ToleranceRule } from "@/lib/domain/tolerance/tolerance";
import type {
  DayRecords,
  Explanation,
  Opening,
  RecountRequest,
} from "@/lib/domain/workflow/outstanding";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";
import { groupBy } from "@/lib/domain/group-by";

const DAYS = unnestDays();
const LINE = `x.shift_id AS "shiftId", x.till_id AS "tillId", x.tender_id AS "tenderId"`;

export async function readDayRecords(
  tx: Transaction,
  days: readonly DayKey[],
): Promise<(day: DayKey) => DayRecords> {
  const explanations = byDay(await readExplanations(tx, days));
  const recounts = byDay(await readRecounts(tx, days));
  const openings = byDay(await readOpenings(tx, days));
  return (day) => ({
    explanations: explanations(day),
    recounts: recounts(day),
    openings: openings(day),
  });
}

type Of<T> = T & DayKey;

async function readExplanations({ sql }: Transaction, days: readonly DayKey[]) {
  const rows = await sql<Of<Omit<Explanation, "difference">> & { difference: string | null }>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", ${LINE}, x.kind, x.reason,
            x.difference_minor AS difference, x.count_version AS "countVersion"
       FROM ${DAYS} JOIN explanation x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id, x.version DESC`,
    keyArrays(days),
  );
  return rows.map((row): Of<Explanation> => ({ ...row, difference: amountOf(row.difference) }));
}

async function readRecounts({ sql }: Transaction, days: readonly DayKey[]) {
  return sql<Of<RecountRequest>>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", ${LINE},
            x.count_version AS "countVersion"
       FROM ${DAYS} JOIN recount_request x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id, x.number DESC`,
    keyArrays(days),
  );
}

type OpeningRecord = { counted: string; previous: string | null; agreed: string | null };

async function readOpenings({ sql }: Transaction, days: readonly DayKey[]) {
  const rows = await sql<Of<Pick<Opening, "shiftId" | "tillId">> & OpeningRecord>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", x.shift_id AS "shiftId",
            x.till_id AS "tillId", x.counted_minor AS counted, x.previous_minor AS previous,
            x.agreed_minor AS agreed
       FROM ${DAYS} JOIN opening_count x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.version DESC`,
    keyArrays(days),
  );
  return rows.map((row): Of<Opening> => ({
    ...row,
    counted: minor(Number(row.counted)),
    previous: amountOf(row.previous),
    agreed: amountOf(row.agreed),
  }));
}

/** Reads the rules that may apply to these centres. */
export async function readRules(
  { sql }: Pick<Transaction, "sql">,
  days: readonly DayKey[],
): Promise<ToleranceRule[]> {
  const centreIds = [...new Set(days.map(({ centreId }) => centreId)), ANY];
  const rows = await sql<RuleRecord>(
    `SELECT ${RULE_COLUMNS} FROM tolerance_rule WHERE centre_id = ANY($1::text[])`,
    [centreIds],
  );
  return rows.map(toRule);
}

/** The columns are exported because other queries read rules too. */
export const RULE_COLUMNS = `centre_id AS "centreId", tender_id AS "tenderId", currency, version,
  withdrawn, valid_from AS "validFrom", monthly_minor AS monthly,
  explain_short_minor AS es, explain_short_ppm AS esp, explain_over_minor AS eo,
  explain_over_ppm AS eop, approve_short_minor AS "as", approve_short_ppm AS asp,
  approve_over_minor AS ao, approve_over_ppm AS aop`;

export type RuleRecord = Pick<
  ToleranceRule,
  "centreId" | "tenderId" | "currency" | "version" | "withdrawn" | "validFrom"
> & { monthly: string | null } & Record<"es" | "eo" | "as" | "ao", string> &
  Record<"esp" | "eop" | "asp" | "aop", number>;

export function toRule(row: RuleRecord): ToleranceRule {
  const { centreId, tenderId, currency, version, withdrawn, validFrom } = row;
  const limit = (amount: string, ppm: number) => ({ amount: minor(Number(amount)), ppm });
  return {
    centreId,
    tenderId,
    currency,
    version,
    withdrawn,
    validFrom,
    explain: { short: limit(row.es, row.esp), over: limit(row.eo, row.eop) },
    approve: { short: limit(row.as, row.asp), over: limit(row.ao, row.aop) },
    monthly: amountOf(row.monthly),
  };
}

function byDay<T extends DayKey>(rows: readonly T[]): (day: DayKey) => T[] {
  const groups = groupBy(rows, formatDayKey);
  return (day) => groups.get(formatDayKey(day)) ?? [];
}
