import "server-only";

/**
 * Creates, changes and deactivates people for the directory. Deactivating ends every session and
 * API token at once. What keeps an installation usable stays: its last administrator by hand, and
 * the address of an account with a password, or with a role for whoever signs in first.
 */
import { randomUUID } from "node:crypto";
import { emailSchema } from "@/lib/contracts/user";
import { isAdministrator } from "@/lib/domain/permission-change";
import { invalidValue } from "@/lib/domain/scim/fault";
import { nameOf, type ScimUser } from "@/lib/domain/scim/user";
import { appendAudit, appendAuditAll } from "../audit/append";
import { personal } from "../audit/personal-values";
import type { Sql } from "../db/sql";
import { applyDirectoryRules } from "../sso/apply-rules";
import { revokeUserTokens } from "../tokens/commands";
import { countOtherAdministrators, findUser } from "../users/user-rows";
import { notFound, ScimError, taken } from "./scim-error";
import { type DirectoryUser, findDirectoryUser, findNamesake } from "./users";

const NAME_CHARACTERS_MAX = 120;

export async function createDirectoryUser(sql: Sql, user: ScimUser): Promise<DirectoryUser> {
  const email = addressOf(user);
  const namesake = await findNamesake(sql, { userName: user.userName, email, except: null });
  if (namesake !== null) {
    // One that was deleted before comes back; an administrator's own decision stays.
    if (!namesake.isDeleted) throw alreadyThere(user);
    return changeDirectoryUser(sql, namesake, user);
  }
  const id = randomUUID();
  await sql(
    `INSERT INTO "user" (id, email, name, disabled_at)
     VALUES ($1::uuid, $2, $3, CASE WHEN $4 THEN NULL ELSE now() END)`,
    [id, email, shortName(user), user.active],
  );
  await writeRecord(sql, id, user);
  if (!user.active) await noteDeactivated(sql, id);
  const created = await getUser(sql, id);
  const after = describe(created);
  await appendAudit(sql, { actorId: null, action: "directory.user-created", after });
  return created;
}

export async function changeDirectoryUser(
  sql: Sql,
  before: DirectoryUser,
  wanted: ScimUser,
): Promise<DirectoryUser> {
  const { id } = before;
  const email = before.keepsAddress ? (before.email ?? "") : addressOf(wanted);
  const namesake = await findNamesake(sql, { userName: wanted.userName, email, except: id });
  if (namesake !== null) throw alreadyThere(wanted);
  const active = wanted.active && !before.isShutOut;
  if (before.active && !active) await assertNotLast(sql, id);
  await sql(`UPDATE "user" SET email = $2, name = $3 WHERE id = $1::uuid`, [
    id,
    email,
    shortName(wanted),
  ]);
  await writeRecord(sql, id, wanted);
  if (before.active !== active) await setActive(sql, id, active);
  const after = await getUser(sql, id);
  const [was, is] = [describe(before), describe(after)];
  if (JSON.stringify(was) !== JSON.stringify(is)) {
    const entry = { action: "directory.user-changed", before: was, after: is } as const;
    await appendAudit(sql, { actorId: null, ...entry });
  }
  return after;
}

/** The account stays, because its counts and moves are somebody's; nobody signs in with it. */
export async function deleteDirectoryUser(sql: Sql, user: DirectoryUser): Promise<void> {
  const { id } = user;
  await changeDirectoryUser(sql, user, { ...user, active: false });
  await sql("UPDATE directory_user SET deleted_at = now() WHERE user_id = $1::uuid", [id]);
  await sql("DELETE FROM directory_member WHERE user_id = $1::uuid", [id]);
  const before = { userId: id, name: personal(id, nameOf(user)) };
  await appendAuditAll(sql, [
    { actorId: null, action: "directory.user-deleted", before },
    ...(await applyDirectoryRules(sql, [id])),
  ]);
}

function describe(user: DirectoryUser) {
  const { id, email, externalId, active } = user;
  const ofPerson = (value: string | null) => (value === null ? null : personal(id, value));
  return {
    userId: id,
    name: personal(id, nameOf(user)),
    email: ofPerson(email),
    externalId: ofPerson(externalId),
    disabled: !active,
  };
}

async function setActive(sql: Sql, userId: string, active: boolean): Promise<void> {
  const person = await findUser(sql, userId);
  const wasAdministrator = person !== null && isAdministrator(person);
  await sql(
    `UPDATE "user" SET disabled_at = CASE WHEN $2 THEN NULL ELSE now() END,
            session_version = session_version + 1,
            administrator_until = CASE WHEN $3 THEN now() ELSE administrator_until END
      WHERE id = $1::uuid`,
    [userId, active, wasAdministrator && !active],
  );
  if (active) return;
  await noteDeactivated(sql, userId);
  await revokeUserTokens(sql, { userId, actorId: null });
}

/** Whom the directory has deactivated, it may let in again. */
async function noteDeactivated(sql: Sql, userId: string): Promise<void> {
  await sql(
    `UPDATE directory_user d SET deactivated_at = u.disabled_at
       FROM "user" u WHERE u.id = d.user_id AND d.user_id = $1::uuid`,
    [userId],
  );
}

async function assertNotLast(sql: Sql, userId: string): Promise<void> {
  const person = await findUser(sql, userId);
  if (person === null || !isAdministrator(person)) return;
  if ((await countOtherAdministrators(sql, userId)) > 0) return;
  const detail = "This is the last administrator who can sign in, whom no directory deactivates.";
  throw new ScimError({ status: 403, scimType: "mutability", detail });
}

async function writeRecord(sql: Sql, userId: string, user: ScimUser): Promise<void> {
  const { userName, externalId, displayName, givenName, familyName } = user;
  await sql(
    `INSERT INTO directory_user (user_id, user_name, external_id, display_name, given_name,
       family_name)
     VALUES ($1::uuid, $2, $3, $4, $5, $6)
     ON CONFLICT (user_id) DO UPDATE
       SET user_name = excluded.user_name, external_id = excluded.external_id,
           display_name = excluded.display_name, given_name = excluded.given_name,
           family_name = excluded.family_name, deleted_at = NULL, modified_at = now()`,
    [userId, userName, externalId, displayName, givenName, familyName],
  );
}

async function getUser(sql: Sql, userId: string): Promise<DirectoryUser> {
  const user = await findDirectoryUser(sql, userId);
  if (user === null) throw notFound("User");
  return user;
}

/** People get mail, so that somebody without an address can't be here. */
function addressOf({ email, userName }: ScimUser): string {
  const parsed = emailSchema.safeParse(email ?? userName);
  return parsed.success ? parsed.data : taken(invalidValue("Send an e-mail address."));
}

function shortName(user: ScimUser): string {
  return nameOf(user).slice(0, NAME_CHARACTERS_MAX);
}

function alreadyThere({ userName }: ScimUser): ScimError {
  const detail = `There is somebody with the name or address of ${userName} already.`;
  return new ScimError({ status: 409, scimType: "uniqueness", detail });
}
