/** The people of a simulation; each may do everything, so that only what they did bars them. */
import type pg from "pg";
import { type Actor, type Permission, prove, ROLES, type Scope } from "@/lib/domain/permission";

const PEOPLE = ["Ana", "Ben", "Cal", "Dee", "Eve", "Fay"];

export type Person = { id: string; name: string };

export async function createPeople(owner: pg.Pool): Promise<Person[]> {
  const { rows } = await owner.query<Person>(
    `INSERT INTO "user" (id, name, email)
     SELECT md5(name)::uuid, name, lower(name) || '@example.test' FROM unnest($1::text[]) AS name
     RETURNING id, name`,
    [PEOPLE],
  );
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

export function scopeOf<P extends Permission>(
  { id, name }: Person,
  permission: P,
  centreId: string,
): Scope<P> {
  const actor: Actor = {
    userId: id,
    name,
    roles: new Map([[centreId, [...ROLES]]]),
    limitedTo: null,
  };
  const scope = prove(actor, permission, [centreId]);
  if (scope === null) throw new Error(`no role grants ${permission}`);
  return scope;
}
