import "server-only";

/**
 * Gives somebody another link, who lost theirs or their password. A link that an administrator sees
 * opens the account: where somebody signs in with it already, it takes two administrators.
 */
import type { z } from "zod";
import type { invitedSchema, inviteSchema } from "@/lib/contracts/user";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit, appendAuditAll } from "../audit/append";
import { requirePassword } from "../auth/admits-password";
import { inTransaction } from "../db/sql";
import { assertWhollyInArea, readArea } from "./area";
import { requestLink } from "./access-requests";
import { isOnlyAdministrator } from "./only-administrator";
import { mailsLinks, sendLink } from "./send-link";
import { findUser, lockUsers } from "./user-rows";

export async function inviteUser(
  by: Scope<"user:administer">,
  { userId }: z.infer<typeof inviteSchema>,
): Promise<z.infer<typeof invitedSchema>> {
  const { actorId } = by;
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const person = await findUser(sql, userId);
    if (person === null) throw new AppError("NOT_FOUND", "There is no such person.");
    await assertWhollyInArea(sql, area, userId);
    if (person.disabled) {
      throw new AppError("REFUSED", "Let this person in again first.", { reason: "disabled" });
    }
    await requirePassword(sql, userId);
    const isOnly = await isOnlyAdministrator(sql, by);
    if (person.isSetUp && !isOnly && !mailsLinks()) {
      await appendAuditAll(sql, await requestLink(sql, { actorId, userId }));
      return { inviteUrl: null, delivery: "waiting" };
    }
    const sent = await sendLink(sql, {
      userId,
      actorId,
      isOnlyAdministrator: isOnly,
      isOfArea: area !== null,
    });
    const { delivery } = sent;
    const isAlone = isOnly && person.isSetUp && delivery === "shown";
    const after = { userId, delivery, ...(isAlone ? { onlyAdministrator: true } : {}) };
    await appendAudit(sql, { actorId, action: "user.invited-again", after });
    return sent;
  });
}
