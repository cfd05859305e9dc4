/** Stores a tolerance rule as a row, without the command. */
import type { Sql } from "@/lib/server/db/sql";

export type MakeRule = {
  centreId?: string;
  tenderId?: string;
  currency?: string;
  version?: number;
  /** The limit applies to both short and over. */
  explainMinor?: number;
  approveMinor?: number;
  explainPpm?: number;
  approvePpm?: number;
  monthlyMinor?: number | null;
  validFrom?: string;
};

export async function insertRule(sql: Sql, rule: MakeRule): Promise<void> {
  await sql(
    `INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from,
       explain_short_minor, explain_over_minor, explain_short_ppm, explain_over_ppm,
       approve_short_minor, approve_over_minor, approve_short_ppm, approve_over_ppm, monthly_minor)
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $7, $8, $8, $9, $9, $10)`,
    [
      rule.centreId ?? "*",
      rule.tenderId ?? "*",
      rule.currency ?? "EUR",
      rule.version ?? 1,
      rule.validFrom ?? "2000-01-01",
      rule.explainMinor ?? 0,
      rule.explainPpm ?? 0,
      rule.approveMinor ?? 0,
      rule.approvePpm ?? 0,
      rule.monthlyMinor ?? null,
    ],
  );
}
