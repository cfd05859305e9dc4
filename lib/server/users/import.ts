import "server-only";

/** Invites everybody whom a file names, in one transaction, or nobody. */
import { type ImportedUsers, USER_IMPORT_BYTES_MAX } from "@/lib/contracts/user-import";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll } from "../audit/append";
import { inTransaction, type Sql } from "../db/sql";
import { readFileText, rejectRows } from "../http/csv-file";
import { writeInvitation } from "./invitation";
import { type FilePerson, readUserFile } from "./read-file";
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
    const named = people.map((person) => ({ ...person, roles: sortRoles(person.roles) }));
    if (dryRun) {
      return { people: named.map((person) => describe(person, null)), rejected: [] };
    }
    const invited = [];
    for (const person of named) invited.push(await invite(sql, person));
    await appendAuditAll(
      sql,
      invited.map(({ userId, person: { email, name, roles } }) => ({
        actorId,
        action: "user.invited" as const,
        after: { userId, email, name, roles },
      })),
    );
    return { people: invited.map(({ person, url }) => describe(person, url)), rejected: [] };
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

type Person = FilePerson & { roles: GrantedRole[] };

async function invite(sql: Sql, person: Person) {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO "user" (id, email, name) VALUES (gen_random_uuid(), $1, $2)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [person.email, person.name],
  );
  // Somebody else invited this person after the file was read.
  if (row === undefined) throw new AppError("CONFLICT", `${person.email} was invited just now.`);
  await writeRoles(sql, row.id, person.roles);
  return { userId: row.id, person, url: await writeInvitation(sql, row.id) };
}

function describe({ name, email, roles }: Person, inviteUrl: string | null) {
  return { name, email, roles, inviteUrl };
}
