import "server-only";

/** Reads and sets how much cash a centre may have on hand. */
import type { z } from "zod";
import type { CashLimit, changeCashLimitSchema } from "@/lib/contracts/cash-limit";
import type { Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";
import { amountOf } from "../db/values";

type CentreKey = { centreId: string };

export async function getCashLimit(
  _scope: Scope<"centre:view">,
  { centreId }: CentreKey,
): Promise<CashLimit> {
  return readCashLimit(sql, centreId, "");
}

export async function changeCashLimit(
  { actorId }: Scope<"centre:administer">,
  { centreId, limitMinor, basedOnMinor }: z.infer<typeof changeCashLimitSchema> & CentreKey,
): Promise<CashLimit> {
  return inTransaction(async (tx) => {
    const before = await readCashLimit(tx.sql, centreId, "FOR UPDATE");
    if (before.limitMinor !== basedOnMinor) {
      throw new AppError("CONFLICT", "Somebody else changed this limit.", { current: before });
    }
    const after = { limitMinor };
    if (limitMinor === before.limitMinor) return after;
    await tx.sql("UPDATE centre SET cash_limit_minor = $2::bigint WHERE id = $1", [
      centreId,
      limitMinor,
    ]);
    await appendAudit(tx.sql, {
      actorId,
      action: "centre.cash-limit-changed",
      centreId,
      before: { amountMinor: before.limitMinor },
      after: { amountMinor: limitMinor },
    });
    return after;
  });
}

/** Lists the centres that have a limit. */
export async function listCashLimits(): Promise<
  { centreId: string; currency: string; limitMinor: number }[]
> {
  const rows = await sql<{ centreId: string; currency: string; limitMinor: string }>(
    `SELECT id AS "centreId", currency, cash_limit_minor AS "limitMinor"
       FROM centre WHERE cash_limit_minor IS NOT NULL ORDER BY id`,
  );
  return rows.map(({ limitMinor, ...row }) => ({ ...row, limitMinor: Number(limitMinor) }));
}

async function readCashLimit(
  inside: Sql,
  centreId: string,
  locking: "" | "FOR UPDATE",
): Promise<CashLimit> {
  const [row] = await inside<{ limitMinor: string | null }>(
    `SELECT cash_limit_minor AS "limitMinor" FROM centre WHERE id = $1 ${locking}`,
    [centreId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return { limitMinor: amountOf(row.limitMinor) };
}
