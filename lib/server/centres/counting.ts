import "server-only";

/**
 * Changes the settings of a centre for counting and signing off: the blind mode, the number of
 * recounts, and whether days are approved.
 */
import type { Counting } from "@/lib/contracts/count-settings";
import type { Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";

type CentreKey = { centreId: string };

export async function getCounting(
  _scope: Scope<"centre:view">,
  { centreId }: CentreKey,
): Promise<Counting> {
  return readCounting(sql, centreId);
}

export async function readCounting(inside: Sql, centreId: string): Promise<Counting> {
  const [row] = await inside<Counting>(
    `SELECT blind_mode AS "blindMode", recounts_max AS "recountsMax", approval
       FROM centre WHERE id = $1`,
    [centreId],
  );
  if (row === undefined) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return row;
}

export async function setCounting(
  { actorId }: Scope<"centre:administer">,
  { centreId, blindMode, recountsMax, approval }: Counting & CentreKey,
): Promise<Counting> {
  const after = { blindMode, recountsMax, approval };
  return inTransaction(async (tx) => {
    await tx.sql("SELECT id FROM centre WHERE id = $1 FOR UPDATE", [centreId]);
    const before = await readCounting(tx.sql, centreId);
    if (JSON.stringify(before) === JSON.stringify(after)) return after;
    await tx.sql(
      "UPDATE centre SET blind_mode = $2, recounts_max = $3, approval = $4 WHERE id = $1",
      [centreId, blindMode, recountsMax, approval],
    );
    await appendAudit(tx.sql, {
      actorId,
      action: "centre.counting-changed",
      centreId,
      before,
      after,
    });
    return after;
  });
}
