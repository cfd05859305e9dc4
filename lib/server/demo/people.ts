import "server-only";

/** The people of the demonstration: one for each role, with a password that everyone may know. */
import { EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { hashPassword } from "../auth/password";
import { prisma } from "../db/client";

export const DEMO_PASSWORD = "counterfoil-demo-1";

/**
 * Where the counter and the reviewer work, so that centres which are not theirs can be seen too.
 */
export const DEMO_OWN_CENTRES = ["101", "102", "103", "109", "113", "114"];

const LOCAL: readonly Role[] = ["counter", "reviewer"];

export type DemoPeople = { counterId: string; administratorId: string };

/** Makes those who are missing. Who is there already is left as they are. */
export async function ensureDemoPeople(): Promise<DemoPeople> {
  const ids = new Map<Role, string>();
  for (const role of ROLES) ids.set(role, await ensurePerson(role));
  return { counterId: ids.get("counter") ?? "", administratorId: ids.get("administrator") ?? "" };
}

async function ensurePerson(role: Role): Promise<string> {
  const email = `${role}@example.test`;
  const found = await prisma().user.findUnique({ where: { email }, select: { id: true } });
  if (found !== null) return found.id;
  const centreIds = LOCAL.includes(role) ? DEMO_OWN_CENTRES : [EVERYWHERE];
  const made = await prisma().user.create({
    data: {
      ...{ email, name: `Demo ${role}`, passwordHash: await hashPassword(DEMO_PASSWORD) },
      memberships: { create: centreIds.map((centreId) => ({ centreId, role })) },
    },
    select: { id: true },
  });
  return made.id;
}
