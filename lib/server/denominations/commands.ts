import "server-only";

/**
 * Configures which notes and coins of a currency can be counted, for all centres with that
 * currency.
 */
import type { DenominationSet } from "@/lib/contracts/count-settings";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { requestCausesAgain } from "../recompute/request-causes";
import { getDenominations, formatSettingName } from "./queries";

type Input = { currency: string; denominations: DenominationSet["denominations"] | null };

/** Null restores the known denominations. */
export async function saveDenominations(
  { actorId }: Scope<"centre:administer">,
  { currency, denominations }: Input,
): Promise<DenominationSet> {
  return inTransaction(async ({ sql }) => {
    const name = formatSettingName(currency);
    await sql("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [name]);
    const before = await getDenominations(currency, sql);
    if (denominations === null) {
      await sql("DELETE FROM setting WHERE name = $1", [name]);
    } else {
      const falling = denominations.toSorted((one, other) => other.valueMinor - one.valueMinor);
      await sql(
        `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [name, JSON.stringify(falling)],
      );
    }
    const after = await getDenominations(currency, sql);
    await requestCausesAgain(sql, { centreId: null, currency });
    await appendAudit(sql, { actorId, action: "denominations.changed", before, after });
    return after;
  });
}
