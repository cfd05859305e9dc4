import "server-only";

/** Reads to which multiple cash payments are rounded. */
import type { CashRoundingList, CashRoundingRow } from "@/lib/contracts/cash-rounding";
import type { Scope } from "@/lib/domain/permission";
import { minor } from "@/lib/domain/money";
import type { RoundingRule } from "@/lib/domain/till-count/cash-rounding";
import { type Sql, sql as plainSql } from "../db/sql";

type Row = Omit<CashRoundingRow, "createdAt"> & { createdAt: Date };

const SELECT_ROUNDINGS = `
  SELECT k.centre_id AS "scopeId", c.name AS "scopeName", k.currency, k.version,
         k.step_minor AS "stepMinor", k.valid_from AS "validFrom", u.name AS "createdBy",
         k.created_at AS "createdAt"
    FROM cash_rounding k
    LEFT JOIN centre c ON c.id = k.centre_id
    LEFT JOIN "user" u ON u.id = k.created_by_id`;

/** A centre that is not the reader's looks as if it had no rule. */
export async function listRoundings({
  centreIds,
}: Scope<"tolerance:view">): Promise<CashRoundingList> {
  const rows = await plainSql<Row>(
    `${SELECT_ROUNDINGS}
      WHERE $1::text[] IS NULL OR k.centre_id = '*' OR k.centre_id = ANY($1)
      ORDER BY k.currency, k.centre_id, k.version DESC`,
    [centreIds],
  );
  return { roundings: rows.map(toRounding) };
}

export async function findLatestRounding(
  sql: Sql,
  { scopeId, currency }: Pick<CashRoundingRow, "scopeId" | "currency">,
): Promise<CashRoundingRow | null> {
  const [row] = await sql<Row>(
    `${SELECT_ROUNDINGS} WHERE k.centre_id = $1 AND k.currency = $2
      ORDER BY k.version DESC LIMIT 1`,
    [scopeId, currency],
  );
  return row === undefined ? null : toRounding(row);
}

/** Lists the rules that may apply to a centre. */
export async function listRoundingRules(
  sql: Sql,
  { centreId, currency }: { centreId: string; currency: string },
): Promise<RoundingRule[]> {
  const rows = await sql<Omit<RoundingRule, "step"> & { step: number | null }>(
    `SELECT centre_id AS "centreId", currency, version, step_minor AS step,
            valid_from AS "validFrom"
       FROM cash_rounding WHERE centre_id IN ('*', $1) AND currency = $2`,
    [centreId, currency],
  );
  return rows.map(({ step, ...rule }) => ({ ...rule, step: step === null ? null : minor(step) }));
}

function toRounding({ createdAt, ...row }: Row): CashRoundingRow {
  return { ...row, createdAt: createdAt.toISOString() };
}
