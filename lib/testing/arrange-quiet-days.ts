/** Stores rules for quiet days as rows, without the command, which accepts no past date. */
import { sql } from "@/lib/server/db/sql";
import type { MadeUser } from "./arrange";

/** With this seed and 1 per cent, whether a day of the tests is sampled is the same in each run. */
export const SEED = "5e".repeat(32);

type QuietRule = {
  version?: number;
  isOn?: boolean;
  samplePercent?: number;
  validFrom?: string;
};

export async function insertQuietRule(
  scopeId: string,
  by: Pick<MadeUser, "id">,
  rule: QuietRule = {},
) {
  const { version = 1, isOn = true, samplePercent = 1, validFrom = "2026-03-01" } = rule;
  await sql(
    `INSERT INTO quiet_rule (centre_id, version, is_on, sample_percent, seed, valid_from,
       created_by_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [scopeId, version, isOn, samplePercent, isOn ? SEED : null, validFrom, by.id],
  );
}
