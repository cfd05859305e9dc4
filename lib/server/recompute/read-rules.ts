import "server-only";

/** Reads the tolerance rules of some centres: their own, those of the nodes above, those of all. */
import type { DayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import type { PathLookup } from "@/lib/domain/organisation/path-lookup";
import {
  ANY,
  createToleranceLookup,
  type ToleranceLookup,
  type ToleranceRule,
} from "@/lib/domain/tolerance/tolerance";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";
import { readPathsWhereUsed } from "./read-paths";

export type RulesOfDays = { rules: ToleranceRule[]; pathOf: PathLookup; ruleOf: ToleranceLookup };

export async function readRules(sql: Sql, days: readonly DayKey[]): Promise<RulesOfDays> {
  const centreIds = [...new Set(days.map(({ centreId }) => centreId))];
  const rows = await sql<RuleRecord>(
    `SELECT ${RULE_COLUMNS} FROM tolerance_rule
      WHERE centre_id = ANY ($1::text[]) OR starts_with(centre_id, '@')`,
    [[...centreIds, ANY]],
  );
  const rules = rows.map(toRule);
  const scopes = rules.map(({ centreId }) => centreId);
  const pathOf = await readPathsWhereUsed(sql, centreIds, scopes);
  return { rules, pathOf, ruleOf: createToleranceLookup(rules, pathOf) };
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
