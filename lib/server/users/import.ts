import "server-only";

/** Invites everybody whom a file names, in one transaction, or nobody. */
import { type ImportedUsers, USER_IMPORT_BYTES_MAX } from "@/lib/contracts/user-import";
import type { Area } from "@/lib/domain/delegation";
import { type DividedGrants, divideGrants } from "@/lib/domain/access-request";
import { type GrantedRole, sortRoles } from "@/lib/domain/permission-change";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAuditAll, type AuditEntry } from "../audit/append";
import { personal } from "../audit/personal-values";
import { inTransaction, type Sql } from "../db/sql";
import { readFileText, rejectRows } from "../http/csv-file";
import { readArea } from "./area";
import { requestRoles } from "./access-requests";
import { describeOnly, isOnlyAdministrator } from "./only-administrator";
import { type FilePerson, readUserFile } from "./read-file";
import { sendLink, type SentLink } from "./send-link";
import { lockUsers, writeRoles } from "./user-rows";

type By = Scope<"user:administer">;

export async function importUsers(
  by: By,
  { text, dryRun }: { text: string; dryRun: boolean },
): Promise<ImportedUsers> {
  const { actorId } = by;
  const area = await readArea(by);
  return inTransaction(async ({ sql }) => {
    await lockUsers(sql);
    const { people, rejected } = readUserFile(text, await listKnown(sql, area));
    if (rejected.length > 0) rejectRows(rejected, "Nobody was invited.");
    const isOnly = await isOnlyAdministrator(sql, by);
    const named = people.map((person) => {
      const roles = sortRoles(person.roles);
      return { ...person, roles, ...divideGrants([], roles, isOnly) };
    });
    if (dryRun) {
      return { people: named.map((person) => describe(person, NOT_SENT)), rejected: [] };
    }
    const invited = [];
    for (const person of named)
      invited.push(await invite(sql, person, { actorId, isOfArea: area !== null }));
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

/** What is outside of the administrator's area is as unknown as what is not there. */
async function listKnown(sql: Sql, area: Area) {
  const centres = area === null ? await readIds(sql, "SELECT id FROM centre") : area.centreIds;
  const nodes =
    area === null ? await readIds(sql, "SELECT id FROM organisation_node") : area.nodeIds;
  const users = await sql<{ email: string }>(`SELECT lower(email) AS email FROM "user"`);
  return {
    centreIds: centres,
    nodeIds: nodes,
    hasEverywhere: area === null,
    taken: new Set(users.map(({ email }) => email)),
  };
}

type Person = FilePerson & DividedGrants & { roles: GrantedRole[] };

async function invite(
  sql: Sql,
  person: Person,
  { actorId, isOfArea }: { actorId: string; isOfArea: boolean },
) {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO "user" (id, email, name) VALUES (gen_random_uuid(), $1, $2)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [person.email, person.name],
  );
  // Somebody else invited this person after the file was read.
  if (row === undefined) throw new AppError("CONFLICT", `${person.email} was invited just now.`);
  const grant = { way: "invitation", byId: actorId } as const;
  await writeRoles(sql, { userId: row.id, roles: person.effective, grant });
  const order = { userId: row.id, actorId, isOnlyAdministrator: false, isOfArea };
  return { userId: row.id, person, ...(await sendLink(sql, order)) };
}

const NOT_SENT = { inviteUrl: null, delivery: null };

function describe(
  { name, email, roles, waiting }: Person,
  { inviteUrl, delivery }: SentLink | typeof NOT_SENT,
) {
  return { name, email, roles, waiting, inviteUrl, delivery };
}

async function readIds(sql: Sql, statement: string): Promise<ReadonlySet<string>> {
  return new Set((await sql<{ id: string }>(statement)).map(({ id }) => id));
}
