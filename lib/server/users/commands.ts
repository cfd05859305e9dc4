import "server-only";

/** Invites users, and changes their names and roles. */
import type { z } from "zod";
import type { changeUserSchema, createUserSchema } from "@/lib/contracts/user";
import { divideGrants } from "@/lib/domain/access-request";
import { type Area, isInArea, replaceInArea } from "@/lib/domain/delegation";
import {
  type GrantedRole,
  isAdministrator,
  isSameGrant,
  type UserChangeRefusal,
  refuseUserChange,
  sortRoles,
} from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { personal } from "../audit/personal-values";
import { IS_ENABLED } from "../db/enabled-account";
import { inTransaction, type Sql } from "../db/sql";
import { revokeUserTokens } from "../tokens/commands";
import { requestRoles } from "./access-requests";
import { assertWhollyInArea, getPresence, readArea } from "./area";
import { assertRolesStand } from "./assert-roles-stand";
import { describeOnly, isOnlyAdministrator } from "./only-administrator";
import { type SentLink, sendLink } from "./send-link";
import { findUser, lockUsers, countOtherAdministrators, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;

export async function createUser(
  by: By,
  { email, name, roles, showLink }: z.infer<typeof createUserSchema>,
): Promise<SentLink & { id: string; waiting: GrantedRole[] }> {
  const { actorId } = by;
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const wanted = sortRoles(roles);
    refuseNobody(area, wanted);
    await assertRolesStand(sql, area, wanted);
    const isOnly = await isOnlyAdministrator(sql, by);
    const { effective, waiting } = divideGrants([], wanted, isOnly);
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
    const grant = { way: "invitation", byId: actorId } as const;
    await writeRoles(sql, { userId: id, roles: effective, grant });
    const sent = await sendLink(sql, {
      userId: id,
      actorId,
      showLink,
      isOnlyAdministrator: isOnly,
      isOfArea: area !== null,
    });
    const requested = await requestRoles(sql, { actorId, userId: id }, waiting);
    const { delivery } = sent;
    const only = describeOnly(isOnly, effective);
    const person = { email: personal(id, email), name: personal(id, name) };
    const after = { userId: id, ...person, roles: effective, delivery, ...only };
    await appendAuditAll(sql, [{ actorId, action: "user.invited", after }, ...requested]);
    return { ...sent, id, waiting };
  });
}

export async function changeUser(
  by: By,
  { userId, name, roles, disabled, endsOn }: z.infer<typeof changeUserSchema>,
): Promise<{ id: string; waiting: GrantedRole[] }> {
  const { actorId } = by;
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const found = await findUser(sql, userId);
    if (found === null) throw noSuchPerson();
    await getPresence(sql, area, userId);
    const before = {
      name: found.name,
      roles: found.roles,
      disabled: found.disabled,
      endsOn: found.endsOn,
    };
    const isOnly = await isOnlyAdministrator(sql, by);
    const wanted = roles === undefined ? before.roles : replaceInArea(area, before.roles, roles);
    const { effective, waiting } = divideGrants(before.roles, wanted, isOnly);
    const after = {
      name: name ?? before.name,
      roles: effective,
      disabled: disabled ?? before.disabled,
      endsOn: endsOn === undefined ? before.endsOn : endsOn,
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
    await assertRolesStand(sql, area, roles ?? []);
    if (!isSameAccount(before, after)) await assertWhollyInArea(sql, area, userId);
    const requested = await requestRoles(sql, { actorId, userId }, waiting);
    if (JSON.stringify(before) === JSON.stringify(after)) {
      await appendAuditAll(sql, requested);
      return { id: userId, waiting };
    }
    const grant = { way: "hand", byId: actorId } as const;
    if (roles !== undefined) await writeRoles(sql, { userId, roles: effective, grant });
    const wasAdministrator = isAdministrator({ ...before, endsOn: null });
    const isOut = await writeAccount(sql, userId, {
      ...after,
      isFormerAdministrator: wasAdministrator && !isAdministrator(after),
    });
    if (isOut || found.isOut) await endAccess(sql, { userId, actorId });
    const added = effective.filter((one) => !before.roles.some((had) => isSameGrant(had, one)));
    await appendAuditAll(sql, [
      {
        actorId,
        action: "user.changed",
        before: { userId, ...before, name: personal(userId, before.name) },
        after: {
          userId,
          ...after,
          name: personal(userId, after.name),
          ...describeOnly(isOnly, added),
        },
      },
      ...requested,
    ]);
    return { id: userId, waiting };
  });
}

type Account = { name: string; disabled: boolean; endsOn: string | null };

function isSameAccount(one: Account, other: Account): boolean {
  return one.name === other.name && one.disabled === other.disabled && one.endsOn === other.endsOn;
}

/** Returns whether nobody gets in with the account now. */
async function writeAccount(
  sql: Sql,
  userId: string,
  account: Account & { isFormerAdministrator: boolean },
): Promise<boolean> {
  const { name, disabled, endsOn, isFormerAdministrator } = account;
  const [row] = await sql<{ isOut: boolean }>(
    `UPDATE "user" u SET name = $2, ends_on = $4,
            disabled_at = CASE WHEN $3 THEN coalesce(disabled_at, now()) END,
            administrator_until = CASE WHEN $5 THEN now() ELSE administrator_until END
      WHERE id = $1::uuid RETURNING NOT ${IS_ENABLED} AS "isOut"`,
    [userId, name, disabled, endsOn, isFormerAdministrator],
  );
  return row?.isOut === true;
}

/** A user who gets in again must sign in again: old sessions and API tokens stay ended. */
async function endAccess(sql: Sql, ended: { userId: string; actorId: string }): Promise<void> {
  await sql(`UPDATE "user" SET session_version = session_version + 1 WHERE id = $1::uuid`, [
    ended.userId,
  ]);
  await revokeUserTokens(sql, ended);
}

const WHY: Record<UserChangeRefusal, string> = {
  "own-roles": "You can't change your own roles. Another administrator can.",
  "own-account": "You can't shut yourself out. Another administrator can.",
  "last-administrator":
    "This is the last administrator who can sign in. Make someone else one first.",
};

/** Somebody without a role in the area would be nobody to whoever invited them. */
function refuseNobody(area: Area, roles: readonly GrantedRole[]): void {
  if (area === null || roles.some((granted) => isInArea(area, granted))) return;
  throw new AppError("REFUSED", "Grant a role in one of your centres.", { reason: "no-role" });
}

function noSuchPerson(): AppError {
  return new AppError("NOT_FOUND", "There is no such person.");
}
