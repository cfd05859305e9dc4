/** Arranges what most server tests need: a centre, a user, and the proof of a permission. */
import { randomUUID } from "node:crypto";
import {
  type Actor,
  EVERYWHERE,
  type Permission,
  prove,
  proveAnywhere,
  type Role,
  ROLES,
  type Scope,
} from "@/lib/domain/permission";
import type { Centre } from "@/lib/contracts/centre";
import { prisma } from "@/lib/server/db/client";
import { sql } from "@/lib/server/db/sql";

let made = 0;

export async function makeCentre(partial: Partial<Centre> = {}): Promise<Centre> {
  made += 1;
  const centre: Centre = {
    id: `C${made}-${randomUUID().slice(0, 8)}`,
    name: `Centre ${made}`,
    currency: "EUR",
    timeZone: "Europe/Madrid",
    dayStartsAt: "05:00",
    ...partial,
  };
  await prisma().centre.create({ data: centre });
  return centre;
}

export type MakeUser = {
  roles?: readonly { centreId: string; role: Role }[];
  name?: string;
  email?: string;
  passwordHash?: string;
};
export type MadeUser = { id: string; email: string; name: string; actor: Actor };

/** `actor` is the actor of a request by this user. */
export async function makeUser({ roles = [], ...partial }: MakeUser = {}): Promise<MadeUser> {
  made += 1;
  const name = partial.name ?? `Person ${made}`;
  const email = partial.email ?? `person-${made}-${randomUUID().slice(0, 8)}@example.test`;
  const { id } = await prisma().user.create({
    data: {
      name,
      email,
      ...(partial.passwordHash === undefined ? {} : { passwordHash: partial.passwordHash }),
      memberships: { create: roles.map(({ centreId, role }) => ({ centreId, role })) },
    },
    select: { id: true },
  });
  return { id, email, name, actor: actorOf({ id, name }, roles) };
}

/** From now on they can sign in through an identity provider. */
export async function linkToProvider(userId: string): Promise<void> {
  await sql(
    `INSERT INTO external_account (issuer, subject, user_id, provider)
     VALUES ('https://provider.example.test', $1::uuid::text, $1::uuid, 'test')`,
    [userId],
  );
}

export function actorOf(
  { id, name }: { id: string; name: string },
  roles: readonly { centreId: string; role: Role }[],
): Actor {
  const existing = new Map<string, Role[]>();
  for (const { centreId, role } of roles)
    existing.set(centreId, [...(existing.get(centreId) ?? []), role]);
  return { userId: id, name, roles: existing, limitedTo: null };
}

/**
 * Builds the proof of one permission in these centres, or in all, for `by` or for an invented user.
 */
export function scopeFor<P extends Permission>(
  permission: P,
  centreIds: readonly string[] | null,
  by: { id: string; name: string } = { id: randomUUID(), name: "Anyone" },
): Scope<P> {
  const everywhere = ROLES.map((role) => ({ centreId: EVERYWHERE, role }));
  const actor = actorOf(by, everywhere);
  const scope =
    centreIds === null ? proveAnywhere(actor, permission) : prove(actor, permission, centreIds);
  if (scope === null) throw new Error(`No role grants ${permission}.`);
  return scope;
}

/** By this the trail names the person; it is made again, and the same each time. */
export async function referenceTo(userId: string, value: string): Promise<string> {
  const [row] = await sql<{ reference: string }>(
    "SELECT personal_reference($1::uuid, $2) AS reference",
    [userId, value],
  );
  return row?.reference ?? "";
}
