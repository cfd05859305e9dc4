import "server-only";

/** Approves entries as the second person: nobody approves what they recorded, paid or counted. */
import type { ApproveEntries } from "@/lib/contracts/petty-cash-change";
import type { Scope } from "@/lib/domain/permission";
import { refuseApproval } from "@/lib/domain/petty-cash/refusals";
import { appendAudit } from "../audit/append";
import { changeFund } from "./change-fund";
import { listEntriesByNumber, toFacts } from "./read-fund";
import { refuseIf } from "./refused";

export async function approveEntries(
  scope: Scope<"reconciliation:approve">,
  { centreId, numbers }: ApproveEntries,
): Promise<{ number: number }> {
  const wanted = [...new Set(numbers)];
  return changeFund(scope, centreId, async ({ sql, actorId }) => {
    const entries = await listEntriesByNumber(sql, centreId, wanted);
    for (const number of wanted) {
      const entry = entries.find((one) => one.number === number);
      refuseIf(refuseApproval(entry === undefined ? null : toFacts(entry), actorId));
    }
    await sql(
      `INSERT INTO petty_cash_approval (centre_id, entry_number, approved_by_id)
       SELECT $1, n, $3::uuid FROM unnest($2::int[]) AS n`,
      [centreId, wanted, actorId],
    );
    await appendAudit(sql, {
      actorId,
      action: "petty-cash.approved",
      centreId,
      after: { numbers: wanted },
    });
    return { number: wanted.length };
  });
}
