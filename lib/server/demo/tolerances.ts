import "server-only";

/**
 * Adds the levels that the product proposes, in every currency of the demo: a little cash is
 * tolerated.
 */
import { EVERYWHERE } from "@/lib/domain/permission";
import { formatKindScope, proposeCashLevels } from "@/lib/domain/tolerance/tolerance";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { DEMO_CENTRES } from "../sandbox/centres";

const SCOPE = { centreId: EVERYWHERE, tenderId: formatKindScope("cash") };

/** Past moments before `recordedAt`, by default now, know nothing of them. */
export async function ensureTolerances(recordedAt: Date | null = null): Promise<void> {
  const currencies = [...new Set(DEMO_CENTRES.map(({ currency }) => currency))];
  await inTransaction(async ({ sql }) => {
    for (const currency of currencies) await ensureTolerance(sql, currency, recordedAt);
  });
}

async function ensureTolerance(sql: Sql, currency: string, recordedAt: Date | null): Promise<void> {
  const { explain, approve } = proposeCashLevels(currency);
  const limits = [explain.short, explain.over, approve.short, approve.over];
  const made = await sql(
    `INSERT INTO tolerance_rule (centre_id, tender_id, currency, version, valid_from,
       explain_short_minor, explain_short_ppm, explain_over_minor, explain_over_ppm,
       approve_short_minor, approve_short_ppm, approve_over_minor, approve_over_ppm, created_at)
     VALUES ($1, $2, $3, 1, '2000-01-01', $4, $5, $6, $7, $8, $9, $10, $11,
       coalesce($12::timestamptz, now()))
     ON CONFLICT DO NOTHING RETURNING version`,
    [
      SCOPE.centreId,
      SCOPE.tenderId,
      currency,
      ...limits.flatMap(({ amount, ppm }) => [amount, ppm]),
      recordedAt,
    ],
  );
  if (made.length === 0) return;
  const after = {
    ...SCOPE,
    currency,
    version: 1,
    validFrom: "2000-01-01",
    explain: wordLevel(explain),
    approve: wordLevel(approve),
  };
  await appendAudit(sql, { actorId: null, action: "tolerance.changed", after });
}

type Limit = { amount: number; ppm: number };

/** As the entries of changed rules have it. */
function wordLevel({ short, over }: { short: Limit; over: Limit }) {
  const word = ({ amount, ppm }: Limit) => ({ amountMinor: amount, ppm });
  return { short: word(short), over: word(over) };
}
