/**
 * The people of a loaded database: an administrator and an auditor of everything, an approver for
 * each country, a reviewer for each area, and a counter for each centre, all with the password of
 * the demo.
 */
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";
import { EVERYWHERE, type Role } from "@/lib/domain/permission";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { appendAuditAll, type AuditEntry } from "@/lib/server/audit/append";
import { personal } from "@/lib/server/audit/personal-values";
import { hashPassword } from "@/lib/server/auth/password";
import { inTransaction, sql, type Transaction } from "@/lib/server/db/sql";
import { type LoadedCentre, nodeOf } from "./group";

/** Their ids by the part of their address before the @. */
export type People = ReadonlyMap<string, string>;

type Person = { name: string; role: GrantedRole };

const PEOPLE_PER_STEP = 500;
const AT = "@load.example.test";

export const ADMINISTRATOR = "administrator";
export const counterOf = ({ id }: LoadedCentre): string => `counter-${id.toLowerCase()}`;
export const reviewerOf = ({ areaId }: LoadedCentre): string => `reviewer-${areaId}`;
export const approverOf = ({ country }: LoadedCentre): string => `approver-${nodeOf(country)}`;
export const addressOf = (name: string): string => `${name}${AT}`;

/** Those with a role everywhere, who have to be there before the tree is. */
export async function makeHeadOffice(): Promise<People> {
  return makePeople((["administrator", "auditor"] as const).map((role) => everywhere(role)));
}

/** Those with a role on a node or in a centre. */
export async function makeStaff(centres: readonly LoadedCentre[]): Promise<People> {
  const approvers = new Map(centres.map((one) => [approverOf(one), nodeOf(one.country)]));
  const reviewers = new Map(centres.map((one) => [reviewerOf(one), one.areaId]));
  return makePeople([
    ...[...approvers].map(([name, nodeId]) => onNode(name, "approver", nodeId)),
    ...[...reviewers].map(([name, nodeId]) => onNode(name, "reviewer", nodeId)),
    ...centres.map((one): Person => {
      return { name: counterOf(one), role: { role: "counter", centreId: one.id } };
    }),
  ]);
}

function everywhere(role: Role): Person {
  return { name: role, role: { role, centreId: EVERYWHERE } };
}

function onNode(name: string, role: Role, nodeId: string): Person {
  return { name, role: { role, nodeId } };
}

/** Those who are there already stay as they are. */
async function makePeople(people: readonly Person[]): Promise<People> {
  const found = await sql<{ email: string; id: string }>(
    `SELECT email, id FROM "user" WHERE email = ANY ($1::text[])`,
    [people.map(({ name }) => addressOf(name))],
  );
  const ids = new Map(found.map(({ email, id }) => [email.slice(0, -AT.length), id]));
  const missing = people.filter(({ name }) => !ids.has(name));
  const passwordHash = missing.length === 0 ? "" : await hashPassword(DEMO_PASSWORD);
  for (let first = 0; first < missing.length; first += PEOPLE_PER_STEP) {
    const step = missing.slice(first, first + PEOPLE_PER_STEP);
    const made = await inTransaction((tx) => storePeople(tx, step, passwordHash));
    for (const [name, id] of made) ids.set(name, id);
  }
  return ids;
}

async function storePeople(
  { sql: run }: Transaction,
  people: readonly Person[],
  passwordHash: string,
): Promise<People> {
  const made = await run<{ email: string; id: string }>(
    `INSERT INTO "user" (id, email, name, password_hash)
     SELECT gen_random_uuid(), email, name, $3
       FROM unnest($1::text[], $2::text[]) AS p (email, name)
     RETURNING email, id`,
    [
      people.map(({ name }) => addressOf(name)),
      people.map(({ name }) => shownName(name)),
      passwordHash,
    ],
  );
  const ids = new Map(made.map(({ email, id }) => [email.slice(0, -AT.length), id]));
  const given = people.map(({ name, role }) => ({ userId: ids.get(name) ?? "", ...role }));
  const inCentres = given.flatMap((one) => ("centreId" in one ? [one] : []));
  const onNodes = given.flatMap((one) => ("nodeId" in one ? [one] : []));
  await run(
    `INSERT INTO membership (user_id, centre_id, role, way)
     SELECT r.*, 'set-up' FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r`,
    [
      inCentres.map(({ userId }) => userId),
      inCentres.map(({ centreId }) => centreId),
      inCentres.map(({ role }) => role),
    ],
  );
  await run(
    `INSERT INTO node_membership (user_id, node_id, role, way)
     SELECT r.*, 'set-up' FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r`,
    [
      onNodes.map(({ userId }) => userId),
      onNodes.map(({ nodeId }) => nodeId),
      onNodes.map(({ role }) => role),
    ],
  );
  await appendAuditAll(
    run,
    people.map(({ name, role }): AuditEntry => {
      const userId = ids.get(name) ?? "";
      const named = {
        email: personal(userId, addressOf(name)),
        name: personal(userId, shownName(name)),
      };
      return { actorId: null, action: "user.invited", after: { userId, ...named, roles: [role] } };
    }),
  );
  return ids;
}

function shownName(name: string): string {
  return `Made-up ${name.replaceAll("-", " ")}`;
}
