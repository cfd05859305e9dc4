import "server-only";

/**
 * Admits the first user to an installation that nobody can sign in to: an administrator from the
 * environment, or a link for the operator. On the sandbox there are demo users instead.
 */
import { EVERYWHERE } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { hashPassword } from "../auth/password";
import { IS_SET_UP } from "../auth/set-up-account";
import { inTransaction, type Sql, sql as once } from "../db/sql";
import { env } from "../env";
import { NO_ADDRESS_YET, writeInvitation } from "./invitation";
import { beginSignInRules } from "./sign-in-rules";
import { lockUsers, writeRoles } from "./user-rows";
import { describeWeakness } from "./weak-password";

/** Whoever has the link becomes administrator. */
const LINK_HOURS = 1;

/**
 * People of an identity provider count: their installation is set up, though nobody has a password.
 * Creates a new link at every start until somebody has set a password; the previous one expires.
 */
export async function ensureFirstAdministrator(): Promise<{ setUpUrl: string } | null> {
  const { admin, cashrec } = env();
  if (admin === null && cashrec.kind === "sandbox") return null;
  if (await hasSomeone(once)) return null;
  const weakness = admin === null ? null : describeWeakness(admin.password, admin.email);
  if (weakness !== null) throw new Error(`ADMIN_PASSWORD is refused. ${weakness}`);
  const hash = admin === null ? null : await hashPassword(admin.password);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    if (await hasSomeone(sql)) return null;
    const userId = await writeAdministrator(sql, admin?.email ?? NO_ADDRESS_YET, hash);
    if (admin !== null) return null;
    const setUpUrl = await writeInvitation(sql, userId, { shownToId: null, hours: LINK_HOURS });
    await beginSignInRules(sql);
    return { setUpUrl };
  });
}

async function hasSomeone(sql: Sql): Promise<boolean> {
  const rows = await sql<{ some: boolean }>(
    `SELECT EXISTS (SELECT FROM "user" u WHERE ${IS_SET_UP}) AS some`,
  );
  return rows[0]?.some === true;
}

async function writeAdministrator(sql: Sql, email: string, hash: string | null): Promise<string> {
  const name = email.split("@")[0] ?? email;
  const rows = await sql<{ id: string }>(
    `INSERT INTO "user" (id, email, name, password_hash) VALUES (gen_random_uuid(), $1, $2, $3)
     ON CONFLICT (email) DO UPDATE SET password_hash = excluded.password_hash RETURNING id`,
    [email, name, hash],
  );
  const userId = rows[0]?.id ?? "";
  await writeRoles(sql, {
    userId,
    roles: [{ centreId: EVERYWHERE, role: "administrator" }],
    grant: { way: "set-up", byId: null },
  });
  await appendAudit(sql, { actorId: null, action: "user.first-administrator", after: { userId } });
  return userId;
}
