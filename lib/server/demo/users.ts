import "server-only";

/**
 * Lists the users of the demonstration: one for each role, with a password that everyone may know.
 */
import { EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { appendAudit } from "../audit/append";
import { hashPassword } from "../auth/password";
import { prisma } from "../db/client";
import { inTransaction } from "../db/sql";
import { DEMO_CENTRES } from "../sandbox/centres";
import { writeRoles } from "../users/user-rows";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";

/**
 * The counter and the reviewer work in these centres only, so that others are not visible to them.
 */
export const DEMO_OWN_CENTRES = ["101", "102", "103", "109", "113", "114"];

const LOCAL: readonly Role[] = ["counter", "reviewer"];

export type DemoUsers = {
  counterId: string;
  reviewerId: string;
  /** This reviewer works in the centres where the first one does not. */
  otherReviewerId: string;
  approverId: string;
  administratorId: string;
};

/** Creates those who are missing, and leaves existing users unchanged. */
export async function ensureDemoUsers(): Promise<DemoUsers> {
  const ids = new Map<Role, string>();
  for (const role of ROLES) {
    const centreIds = LOCAL.includes(role) ? DEMO_OWN_CENTRES : [EVERYWHERE];
    ids.set(role, await ensureDemoPerson({ role, name: role, centreIds }));
  }
  const idOf = (role: Role) => ids.get(role) ?? "";
  const elsewhere = DEMO_CENTRES.map(({ id }) => id).filter((id) => !DEMO_OWN_CENTRES.includes(id));
  const other = { role: "reviewer", name: "other-reviewer", centreIds: elsewhere } as const;
  return {
    counterId: idOf("counter"),
    reviewerId: idOf("reviewer"),
    otherReviewerId: await ensureDemoPerson(other),
    approverId: idOf("approver"),
    administratorId: idOf("administrator"),
  };
}

type Person = {
  role: Role;
  name: string;
  centreIds?: readonly string[];
  nodeIds?: readonly string[];
};

export async function ensureDemoPerson({
  role,
  name,
  centreIds = [],
  nodeIds = [],
}: Person): Promise<string> {
  const email = `${name}@example.test`;
  const found = await prisma().user.findUnique({ where: { email }, select: { id: true } });
  if (found !== null) return found.id;
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const roles = [
    ...centreIds.map((centreId) => ({ role, centreId })),
    ...nodeIds.map((nodeId) => ({ role, nodeId })),
  ];
  return inTransaction(async ({ sql }) => {
    const shown = `Demo ${name.replace("-", " ")}`;
    const [made] = await sql<{ id: string }>(
      `INSERT INTO "user" (id, email, name, password_hash)
       VALUES (gen_random_uuid(), $1, $2, $3) RETURNING id`,
      [email, shown, passwordHash],
    );
    const userId = made?.id ?? "";
    await writeRoles(sql, { userId, roles, grant: { way: "set-up", byId: null } });
    const after = { userId, email, name: shown, roles };
    await appendAudit(sql, { actorId: null, action: "user.invited", after });
    return userId;
  });
}
