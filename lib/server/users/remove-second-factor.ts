import "server-only";

/**
 * Removes the second factor of somebody who lost it. It takes two administrators, because whoever
 * removes a factor and then resets the password would be that person.
 */
import type { z } from "zod";
import type { removedSecondFactorSchema } from "@/lib/contracts/second-factor";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { HAS_SECOND_FACTOR } from "../auth/has-second-factor";
import { inTransaction } from "../db/sql";
import { assertWhollyInArea, readArea } from "./area";
import { requestFactorRemoval } from "./access-requests";
import { isOnlyAdministrator } from "./only-administrator";
import { removeFactors } from "./remove-factors";
import { lockUsers } from "./user-rows";

export async function removeSecondFactorOf(
  by: Scope<"user:administer">,
  { userId }: { userId: string },
): Promise<z.infer<typeof removedSecondFactorSchema>> {
  const { actorId } = by;
  if (actorId === userId) {
    throw new AppError("REFUSED", "Another administrator has to do this for you.", {
      reason: "own-second-factor",
    });
  }
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    await assertWhollyInArea(sql, area, userId);
    if (await isOnlyAdministrator(sql, by)) {
      await removeFactors(sql, { userId, actorId, requestedById: null });
      return { outcome: "removed" };
    }
    const found = await sql(
      `SELECT u.id FROM "user" u WHERE u.id = $1::uuid AND ${HAS_SECOND_FACTOR}`,
      [userId],
    );
    if (found.length === 0) throw new AppError("CONFLICT", "There is no second factor.");
    await appendAuditAll(sql, await requestFactorRemoval(sql, { actorId, userId }));
    return { outcome: "waiting" };
  });
}
