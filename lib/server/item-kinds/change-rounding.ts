import "server-only";

/**
 * Adds a rule of how cash payments are rounded. It explains differences and changes no figure, so
 * that likely causes alone are found again.
 */
import type { CashRoundingRow, ChangeCashRounding } from "@/lib/contracts/cash-rounding";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { lockAllDays } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { requestCausesAgain } from "../recompute/request-causes";
import { findLatestRounding } from "./roundings";

const ANY = "*";

export async function changeRounding(
  { actorId }: Scope<"centre:administer">,
  change: ChangeCashRounding,
): Promise<CashRoundingRow> {
  return inTransaction(async ({ sql }) => {
    await lockAllDays(sql);
    const before = await findLatestRounding(sql, change);
    refuse(before, change);
    const version = change.basedOnVersion + 1;
    const { scopeId, currency, stepMinor, validFrom } = change;
    if (scopeId !== ANY) await assertCurrency(sql, scopeId, currency);
    await sql(
      `INSERT INTO cash_rounding (centre_id, currency, version, step_minor, valid_from,
         created_by_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [scopeId, currency, version, stepMinor, validFrom, actorId],
    );
    await requestCausesAgain(sql, { centreId: scopeId === ANY ? null : scopeId, currency });
    await appendAudit(sql, {
      actorId,
      action: "cash-rounding.changed",
      ...(scopeId === ANY ? {} : { centreId: scopeId }),
      before: before === null ? null : contentOf(before),
      after: { currency, version, stepMinor, validFrom },
    });
    const rounding = await findLatestRounding(sql, change);
    if (rounding === null) throw new AppError("NOT_FOUND", "There is no such rule.");
    return rounding;
  });
}

async function assertCurrency(sql: Sql, centreId: string, currency: string): Promise<void> {
  const [centre] = await sql<{ currency: string }>("SELECT currency FROM centre WHERE id = $1", [
    centreId,
  ]);
  if (centre === undefined) throw new AppError("NOT_FOUND", "There is no such centre.");
  if (centre.currency === currency) return;
  const message = `The centre trades in ${centre.currency}`;
  throw new AppError("INVALID", `currency: ${message}.`, {
    errors: [{ path: "currency", message }],
  });
}

function contentOf({ currency, version, stepMinor, validFrom }: CashRoundingRow) {
  return { currency, version, stepMinor, validFrom };
}

function refuse(before: CashRoundingRow | null, change: ChangeCashRounding): void {
  if ((before?.version ?? 0) !== change.basedOnVersion) {
    const who = before?.createdBy ?? "Someone else";
    throw new AppError("CONFLICT", `${who} changed this rule. Look at it, then decide again.`, {
      current: before,
    });
  }
  const isSame = before?.stepMinor === change.stepMinor && before.validFrom === change.validFrom;
  if (isSame || (before === null && change.stepMinor === null && change.scopeId === ANY)) {
    throw new AppError("REFUSED", "The rule says this already.", { reason: "nothing-changed" });
  }
}
