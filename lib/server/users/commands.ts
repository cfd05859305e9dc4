import "server-only";

/** Invites users, and changes their names and roles. */
import type { z } from "zod";
import type { changeUserSchema, createUserSchema } from "@/lib/contracts/user";
import {
  type GrantedRole,
  type UserChangeRefusal,
  refuseUserChange,
  sortRoles,
} from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { writeInvitation } from "./invitation";
import { findUser, lockUsers, countOtherAdministrators, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;

export async function createUser(
  { actorId }: By,
  { email, name, roles }: z.infer<typeof createUserSchema>,
): Promise<{ id: string; inviteUrl: string }> {
  return inTransaction(async ({ sql }) => {
    const existing = sortRoles(roles);
    await assertRolesStand(sql, existing);
    const rows = await sql<{ id: string }>(
      `INSERT INTO "user" (id, email, name) VALUES (gen_random_uuid(), $1, $2)
       ON CONFLICT (email) DO NOTHING RETURNING id`,
      [email, name],
    );
    const id = rows[0]?.id;
    if (id === undefined) {
      throw new AppError("REFUSED", "Someone with this e-mail address is here already.", {
        reason: "email-taken",
      });
    }
    await writeRoles(sql, id, existing);
    const inviteUrl = await writeInvitation(sql, id);
    const after = { userId: id, email, name, roles: existing };
    await appendAudit(sql, { actorId, action: "user.invited", after });
    return { id, inviteUrl };
  });
}

/** Creates a new link for someone who lost theirs, or their password. */
export async function inviteUser(
  { actorId }: By,
  { userId }: { userId: string },
): Promise<{ inviteUrl: string }> {
  return inTransaction(async ({ sql }) => {
    const person = await findUser(sql, userId);
    if (person === null) throw noSuchPerson();
    if (person.disabled) {
      throw new AppError("REFUSED", "Let this person in again first.", { reason: "disabled" });
    }
    const inviteUrl = await writeInvitation(sql, userId);
    await appendAudit(sql, { actorId, action: "user.invited-again", after: { userId } });
    return { inviteUrl };
  });
}

export async function changeUser(
  { actorId }: By,
  { userId, name, roles, disabled }: z.infer<typeof changeUserSchema>,
): Promise<{ id: string }> {
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const before = await findUser(sql, userId);
    if (before === null) throw noSuchPerson();
    const after = {
      name: name ?? before.name,
      roles: roles === undefined ? before.roles : sortRoles(roles),
      disabled: disabled ?? before.disabled,
    };
    const others = await countOtherAdministrators(sql, userId);
    const refusal = refuseUserChange({
      actorId,
      userId,
      before,
      after,
      otherAdministrators: others,
    });
    if (refusal !== null) throw new AppError("REFUSED", WHY[refusal], { reason: refusal });
    if (JSON.stringify(before) === JSON.stringify(after)) return { id: userId };
    if (roles !== undefined) {
      await assertRolesStand(sql, after.roles);
      await writeRoles(sql, userId, after.roles);
    }
    // A user who is enabled again must sign in again: old sessions and API tokens stay ended.
    await sql(
      `UPDATE "user" SET name = $2,
              session_version = session_version + CASE WHEN $3 THEN 1 ELSE 0 END,
              disabled_at = CASE WHEN $3 THEN coalesce(disabled_at, now()) END
        WHERE id = $1::uuid`,
      [userId, after.name, after.disabled],
    );
    if (after.disabled) await revokeUserTokens(sql, { userId, actorId });
    await appendAudit(sql, {
      actorId,
      action: "user.changed",
      before: { userId, ...before },
      after: { userId, ...after },
    });
    return { id: userId };
  });
}

const WHY: Record<UserChangeRefusal, string> = {
  "own-roles": "You can't change your own roles. Another administrator can.",
  "own-account": "You can't shut yourself out. Another administrator can.",
  "last-administrator":
    "This is the last administrator who can sign in. Make someone else one first.",
};

function noSuchPerson(): AppError {
  return new AppError("NOT_FOUND", "There is no such person.");
}

/**
 * Roles name centres and nodes: a role for a missing one would take effect for one that is added
 * afterwards.
 */
async function assertRolesStand(sql: Sql, roles: readonly GrantedRole[]): Promise<void> {
  const centreIds = roles.flatMap((one) => ("centreId" in one ? [one.centreId] : []));
  const nodeIds = roles.flatMap((one) => ("nodeId" in one ? [one.nodeId] : []));
  const missing = await sql<{ id: string; kind: string }>(
    `SELECT w.id, 'centre' AS kind FROM unnest($1::text[]) AS w (id)
      WHERE w.id <> '*' AND NOT EXISTS (SELECT FROM centre c WHERE c.id = w.id)
      UNION
     SELECT w.id, 'node' FROM unnest($2::text[]) AS w (id)
      WHERE NOT EXISTS (SELECT FROM organisation_node n WHERE n.id = w.id)
      ORDER BY kind, id LIMIT 5`,
    [centreIds, nodeIds],
  );
  const [first] = missing;
  if (first === undefined) return;
  const ids = missing.filter(({ kind }) => kind === first.kind).map(({ id }) => id);
  throw new AppError("REFUSED", `There is no ${first.kind} ${ids.join(", ")}. Add it first.`, {
    reason: `no-such-${first.kind}`,
  });
}
