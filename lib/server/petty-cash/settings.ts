import "server-only";

/** Opens the petty cash fund of a centre, and changes its settings. Earlier versions are kept. */
import type { SavePettyCashFund } from "@/lib/contracts/petty-cash-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { getCentre } from "../centres/queries";
import { lockPettyCash } from "../db/advisory-lock";
import { inTransaction } from "../db/sql";
import { findFundSettings } from "./read-fund";

export async function savePettyCashFund(
  scope: Scope<"tolerance:change">,
  input: SavePettyCashFund,
): Promise<{ number: number }> {
  const { centreId, floatMinor, receiptMaxMinor, photoFromMinor, basedOnVersion } = input;
  const { currency } = await getCentre(scope, centreId);
  return inTransaction(async ({ sql }) => {
    await lockPettyCash(sql, centreId);
    const before = await findFundSettings(sql, centreId);
    if ((before?.version ?? 0) !== basedOnVersion) {
      throw new AppError("CONFLICT", "Someone else changed this fund. Look at it again.", {
        current: before,
      });
    }
    const number = basedOnVersion + 1;
    const after = { currency: before?.currency ?? currency, floatMinor, receiptMaxMinor };
    await sql(
      `INSERT INTO petty_cash_fund (centre_id, version, currency, float_minor, receipt_max_minor,
         photo_from_minor, created_by_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        centreId,
        number,
        after.currency,
        floatMinor,
        receiptMaxMinor,
        photoFromMinor,
        scope.actorId,
      ],
    );
    await appendAudit(sql, {
      actorId: scope.actorId,
      action: "petty-cash.set-up",
      centreId,
      before:
        before === null
          ? null
          : {
              version: before.version,
              currency: before.currency,
              floatMinor: before.float,
              receiptMaxMinor: before.receiptMax,
              photoFromMinor: before.photoFrom,
            },
      after: { version: number, ...after, photoFromMinor },
    });
    return { number };
  });
}
