import "server-only";

/**
 * Records the agreed float of a till, or of every till. Earlier agreements stay unchanged. Where
 * Cashrec gives no float, the agreed one is a term of expected cash, so open days are recomputed.
 */
import type { z } from "zod";
import type { AgreedFloatList, agreeFloatSchema } from "@/lib/contracts/count-settings";
import type { Scope } from "@/lib/domain/permission";
import type { DayKey } from "@/lib/domain/keys";
import { appendAudit } from "../audit/append";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { requestCausesAgain } from "../recompute/request-causes";
import { getAgreedFloats } from "./queries";

type AgreeFloat = z.infer<typeof agreeFloatSchema> & { centreId: string };

export async function agreeFloat(
  scope: Scope<"tolerance:change">,
  { centreId, tillId, amountMinor, validFrom }: AgreeFloat,
): Promise<AgreedFloatList> {
  const { actorId } = scope;
  await inTransaction(async (tx) => {
    const { sql } = tx;
    // Lines that are being written use the floats that were read for them; none may miss this one.
    await lockAllDays(sql);
    const [last] = await sql<{ version: number; amount: string | null; from: string }>(
      `SELECT version, amount_minor AS amount, valid_from AS from FROM agreed_float
        WHERE centre_id = $1 AND till_id = $2 ORDER BY version DESC LIMIT 1`,
      [centreId, tillId],
    );
    const version = (last?.version ?? 0) + 1;
    await sql(
      `INSERT INTO agreed_float (centre_id, till_id, version, amount_minor, valid_from,
         created_by_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [centreId, tillId, version, amountMinor, validFrom, actorId],
    );
    const before =
      last === undefined
        ? {}
        : { before: { tillId, amountMinor: readVersion(last.amount), validFrom: last.from } };
    const after = { tillId, version, amountMinor, validFrom };
    await recomputeDays(tx, await listOpenDays(sql, centreId, validFrom));
    await requestCausesAgain(sql, { centreId, currency: null });
    await appendAudit(sql, { actorId, action: "float.agreed", centreId, ...before, after });
  });
  return getAgreedFloats(scope, { centreId });
}

async function listOpenDays(sql: Sql, centreId: string, from: string): Promise<DayKey[]> {
  return sql<DayKey>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate" FROM reconciliation
      WHERE centre_id = $1 AND business_date >= $2 AND state = 'open' ORDER BY business_date`,
    [centreId, from],
  );
}

function readVersion(text: string | null): number | null {
  return text === null ? null : Number(text);
}
