import "server-only";

/** Changes the fund of a centre one request after another, as it is at that moment. */
import { computeBusinessDate } from "@/lib/domain/business-date";
import type { Permission, Scope } from "@/lib/domain/permission";
import { getCentre } from "../centres/queries";
import { lockPettyCash } from "../db/advisory-lock";
import { inTransaction, type Sql } from "../db/sql";
import { findOpenFund, type OpenFund } from "./read-fund";
import { refused } from "./refused";

export type FundChange = {
  sql: Sql;
  actorId: string;
  centreId: string;
  fund: OpenFund;
  /** The current business date of the centre. */
  today: string;
};

export async function changeFund<T>(
  scope: Scope<Permission>,
  centreId: string,
  change: (fund: FundChange) => Promise<T>,
): Promise<T> {
  const centre = await getCentre(scope, centreId);
  const today = computeBusinessDate(Date.now(), centre);
  return inTransaction(async ({ sql }) => {
    await lockPettyCash(sql, centreId);
    const fund = await findOpenFund(sql, centreId);
    if (fund === null) throw refused("no-fund");
    return change({ sql, actorId: scope.actorId, centreId, fund, today });
  });
}
