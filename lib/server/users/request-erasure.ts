import "server-only";

/** Requests that a person is erased, which takes a second administrator. */
import type { z } from "zod";
import type { erasureRequestedSchema, erasurePersonSchema } from "@/lib/contracts/erasure";
import type { Scope } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { inTransaction } from "../db/sql";
import { storeRequest } from "./access-requests";
import { assertErasable, erasePerson } from "./erase-person";
import { isOnlyAdministrator } from "./only-administrator";
import { lockUsers } from "./user-rows";

/** An only administrator has nobody to ask. */
export async function requestErasure(
  by: Scope<"security:administer">,
  { userId }: z.infer<typeof erasurePersonSchema>,
): Promise<z.infer<typeof erasureRequestedSchema>> {
  const { actorId } = by;
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    await assertErasable(sql, { actorId, userId });
    if (await isOnlyAdministrator(sql, by)) {
      await erasePerson(sql, {
        actorId,
        userId,
        requestedById: actorId,
        isOnlyAdministrator: true,
      });
      return { outcome: "erased" };
    }
    if (await storeRequest(sql, { actorId, userId, kind: "erasure", granted: null })) {
      await appendAudit(sql, { actorId, action: "user.erasure-requested", after: { userId } });
    }
    return { outcome: "waiting" };
  });
}
