import "server-only";

/** Invites everybody whom a file names, in one transaction, or nobody. */
import { type ImportedUsers, USER_IMPORT_BYTES_MAX } from "@/lib/contracts/user-import";
import { type DividedGrants, divideGrants } from "@/lib/domain/access-request";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { personal } from "../audit/personal-values";
import { inTransaction, type Sql } from "../db/sql";
import { readFileText, rejectRows } from "../http/csv-file";
import { requestRoles } from "./access-requests";
import { describeOnly, isOnlyAdministrator } from "./only-administrator";
import { type FilePerson, readUserFile } from "./read-file";
import { sendLink, type SentLink } from "./send-link";
import { lockUsers, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;

export async function importUsers(
  { actorId }: By,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedUsers> {
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const { people, rejected } = readUserFile(text, await listKnown(sql));
    if (rejected.length > 0) rejectRows(rejected, "Nobody was invited.");
    const isOnly = await isOnlyAdministrator(sql, actorId);
    const named = people.map((person) => {
      const roles = sortRoles(person.roles);
      return { ...person, roles, ...divideGrants([], roles, isOnly) };
    });
    if (dryRun) {
      return { people: named.map((person) => describe(person, NOT_SENT)), rejected: [] };
    }
    const invited = [];
    for (const person of named) invited.push(await invite(sql, person, actorId));
    const entries: AuditEntry[] = [];
    for (const { userId, person, delivery } of invited) {
      const { email, name, effective, waiting } = person;
      const only = describeOnly(isOnly, effective);
      const named = { email: personal(userId, email), name: personal(userId, name) };
      const after = { userId, ...named, roles: effective, delivery, ...only };
      entries.push({ actorId, action: "user.invited", after });
      entries.push(...(await requestRoles(sql, { actorId, userId }, waiting)));
    }
    await appendAuditAll(sql, entries);
    return {
      people: invited.map(({ person, ...sent }) => describe(person, sent)),
      rejected: [],
    };
  });
}

export function readUserText(request: Request): Promise<string> {
  return readFileText(request, USER_IMPORT_BYTES_MAX, "Send at most 512 kB.");
}

async function listKnown(sql: Sql) {
  const centres = await sql<{ id: string }>("SELECT id FROM centre");
  const nodes = await sql<{ id: string }>("SELECT id FROM organisation_node");
  const users = await sql<{ email: string }>(`SELECT lower(email) AS email FROM "user"`);
  return {
    centreIds: new Set(centres.map(({ id }) => id)),
    nodeIds: new Set(nodes.map(({ id }) => id)),
    taken: new Set(users.map(({ email }) => email)),
  };
}

type Person = FilePerson & DividedGrants & { roles: GrantedRole[] };

async function invite(sql: Sql, person: Person, actorId: string) {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO "user" (id, email, name) VALUES (gen_random_uuid(), $1, $2)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [person.email, person.name],
  );
  // Somebody else invited this person after the file was read.
  if (row === undefined) throw new AppError("CONFLICT", `${person.email} was invited just now.`);
  const grant = { way: "invitation", byId: actorId } as const;
  await writeRoles(sql, { userId: row.id, roles: person.effective, grant });
  const order = { userId: row.id, actorId, isOnlyAdministrator: false };
  return { userId: row.id, person, ...(await sendLink(sql, order)) };
}

const NOT_SENT = { inviteUrl: null, delivery: null };

function describe(
  { name, email, roles, waiting }: Person,
  { inviteUrl, delivery }: SentLink | typeof NOT_SENT,
) {
  return { name, email, roles, waiting, inviteUrl, delivery };
}
