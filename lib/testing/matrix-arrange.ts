/** The data of the matrix: centres, days in them, and users who signed in. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { BlindMode } from "@/lib/domain/till-count/blind-count";
import { minor } from "@/lib/domain/money";
import { type Actor, EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { hashPassword } from "@/lib/server/auth/password";
import { sql } from "@/lib/server/db/sql";
import { saveOrganisation } from "@/lib/server/organisation/commands";
import { type App, signIn } from "./acceptance-app";
import { actorOf, makeUser, scopeFor } from "./arrange";
import { FIRST_ROWS } from "./append-only-rows";
import { arrangeCounting, COUNTED_DATE } from "./arrange-counting";
import { arrangeFund } from "./arrange-fund";
import * as access from "./matrix-access-inputs";
import { call } from "./matrix-call";
import type { Fixture } from "./matrix-fixture";
import { storePushDevice } from "./matrix-push-inputs";
import { storeSchedule } from "./matrix-report-inputs";
import { makeShift } from "./sheet-source";

/** The expected cash of tills T1 and T2; no other amount contains these digits. */
export const SECRETS = [731_937_37, 846_281_59] as const;

export type AreaManager = Person & { nodes: { ours: string; theirs: string } };

export type Person = { name: string; at: string; actor: Actor; cookie: string };

const PASSWORD = "a long phrase for the matrix";

/** Signs the user in as the screen does. `others` are roles in other centres. */
export async function arrangePerson(
  app: App,
  role: Role,
  at: string,
  others: readonly { centreId: string; role: Role }[] = [],
): Promise<Person> {
  passwordHash ??= hashPassword(PASSWORD);
  const roles = [{ centreId: at, role }, ...others];
  const user = await makeUser({ roles, passwordHash: await passwordHash });
  const cookie = await signIn(app.base, { email: user.email, password: PASSWORD });
  const where = at === EVERYWHERE ? "everywhere" : "in one centre";
  return { name: `${role} ${where}`, at, actor: actorOf(user, roles), cookie };
}

let passwordHash: Promise<string> | undefined;

export async function arrangePeople(app: App, centreId: string): Promise<Person[]> {
  const positions = [centreId, EVERYWHERE];
  return Promise.all(positions.flatMap((at) => ROLES.map((role) => arrangePerson(app, role, at))));
}

/** Holds every role on an area above the first centre; the other is in an area beside it. */
export async function arrangeAreaManager(
  app: App,
  [ours, theirs]: readonly [string, string],
): Promise<AreaManager> {
  const [area, beside] = [`A-${randomUUID()}`, `B-${randomUUID()}`];
  const from = "2000-01-01";
  const node = { kind: "area" as const, name: "Area", parentId: null, from };
  const placed = { kind: "centre" as const, name: "", from };
  await saveOrganisation(
    scopeFor("centre:administer", null),
    [
      { ...node, id: area },
      { ...node, id: beside },
      { ...placed, id: ours, parentId: area },
      { ...placed, id: theirs, parentId: beside },
    ],
    {
      refuse: (refused) => {
        throw new Error(JSON.stringify(refused));
      },
    },
  );
  const user = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  await sql(
    `INSERT INTO node_membership (user_id, node_id, role)
     SELECT $1::uuid, $2::text, r FROM unnest($3::text[]) AS r`,
    [user.id, area, ROLES],
  );
  const cookie = await signIn(app.base, { email: user.email, password: PASSWORD });
  const roles = ROLES.map((role) => ({ centreId: ours, role }));
  const nodes = { ours: area, theirs: beside };
  return { name: "every role on an area", at: ours, actor: actorOf(user, roles), cookie, nodes };
}

/** The first batch of the journal, which belongs to no centre of the matrix. */
export async function arrangeBatch(): Promise<void> {
  const rows = FIRST_ROWS.filter(({ table }) => /^journal_(batch|entry)$/.test(table));
  for (const { insert } of rows) await sql(insert);
}

/** A centre in a blind mode, whose day has two tills with a secret each. */
export async function arrangeCentre(app: App, blindMode: BlindMode) {
  const centre = await arrangeCounting({ blindMode, recountsMax: 5 });
  const { centreId } = centre;
  const shift = (tillId: string, amount: number) =>
    makeShift({ CASH: minor(amount), CARD: minor(1) }, { tillId, tillName: `Till ${tillId}` });
  await centre.store(COUNTED_DATE, [shift("T1", SECRETS[0]), shift("T2", SECRETS[1])]);
  const userId = (await makeUser({ roles: [{ centreId, role: "counter" }] })).id;
  const fixture: Fixture = {
    centreId,
    date: COUNTED_DATE,
    userId,
    leaverId: (await makeUser()).id,
    counterId: centre.actorOf("counter").userId,
    requestId: await access.storeAccessRequest(userId, centreId),
    ruleId: await access.storeRoleRule(centreId),
    directoryTokenId: await access.storeDirectoryToken(),
    jobId: await access.storeJob(),
    webhookId: await storeWebhook(userId),
    syncId: await storeSync(centreId),
    ...(await ownThings(userId, centreId)),
    attachmentId: await attach(app, centreId, COUNTED_DATE),
  };
  await arrangeFund(fixture);
  return { ...centre, fixture };
}

/** The same keys in a centre that does not exist. */
export function nowhere({ centreId, date }: Fixture): Fixture {
  const id = centreId.replace(/-.*$/, `-${randomUUID().slice(0, 8)}`);
  return {
    centreId: id,
    date,
    userId: randomUUID(),
    leaverId: randomUUID(),
    counterId: randomUUID(),
    deviceId: randomUUID(),
    requestId: randomUUID(),
    ruleId: randomUUID(),
    directoryTokenId: randomUUID(),
    jobId: "0",
    webhookId: randomUUID(),
    syncId: randomUUID(),
    sessionId: randomUUID(),
    passkeyId: randomUUID(),
    tokenId: randomUUID(),
    viewId: randomUUID(),
    scheduleId: randomUUID(),
    fileId: randomUUID(),
    pushDeviceId: randomUUID(),
    attachmentId: randomUUID(),
  };
}

type OwnThings = { sessionId: string; passkeyId: string; tokenId: string; viewId: string };

/**
 * What somebody made for themselves: a session, a passkey, a token, a view for everyone who sees
 * its centre, a schedule of it, a device that is notified, and one that is shared.
 */
export async function ownThings(userId: string, centreId: string) {
  const [row] = await sql<OwnThings>(
    `WITH session AS (
       INSERT INTO sign_in_session (id, user_id, factors)
       VALUES (gen_random_uuid(), $1, '{password}') RETURNING id),
     passkey AS (
       INSERT INTO passkey (user_id, credential_id, name, public_key, is_synced, is_backed_up)
       VALUES ($1, $2, 'Phone', '', false, false) RETURNING id),
     token AS (
       INSERT INTO api_token (id, user_id, name, token_hash, permissions)
       VALUES (gen_random_uuid(), $1, 'Own', $2, '{}') RETURNING id),
     view AS (
       INSERT INTO saved_view (id, user_id, page, name, query, shared)
       VALUES (gen_random_uuid(), $1, 'reconciliations', $2, $3, true) RETURNING id)
     SELECT session.id::text AS "sessionId", passkey.id::text AS "passkeyId",
            token.id::text AS "tokenId", view.id::text AS "viewId"
       FROM session, passkey, token, view`,
    [userId, randomUUID(), `centreId=${centreId}`],
  );
  const made = row ?? { sessionId: "", passkeyId: "", tokenId: "", viewId: "" };
  const device = await storePushDevice(userId);
  return {
    ...made,
    ...device,
    deviceId: await storeDevice(centreId, userId),
    ...(await storeSchedule(userId, { centreId, viewId: made.viewId })),
  };
}

async function storeDevice(centreId: string, userId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO shared_device (id, centre_id, name, token_hash, allowed_by_id)
     VALUES (gen_random_uuid(), $1, 'Tablet', encode(sha256($2::bytea), 'hex'), $3)
     RETURNING id::text AS id`,
    [centreId, randomUUID(), userId],
  );
  return row?.id ?? "";
}

async function storeWebhook(userId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO webhook (id, name, url, events, centre_ids, secret, after_cursor, created_by_id,
       stopped_at, stopped_by)
     VALUES (gen_random_uuid(), 'Matrix', 'https://receiver.invalid', '{}', '{}', '', '0.0.0', $1,
       now(), 'administrator')
     RETURNING id::text AS id`,
    [userId],
  );
  return row?.id ?? "";
}

async function storeSync(centreId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(
    `INSERT INTO sync (id, state) VALUES (gen_random_uuid(), 'done') RETURNING id::text AS id`,
  );
  await sql(
    `INSERT INTO sync_part (sync_id, part, centre_ids, "from", "to", days, state)
     VALUES ($1, 0, ARRAY[$2], $3, $3, 1, 'done')`,
    [row?.id, centreId, COUNTED_DATE],
  );
  return row?.id ?? "";
}

/** A whole file, because everything that a counter can open is read. */
const SLIP = [
  "%PDF-1.4",
  "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
  "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
  "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj",
  "trailer<</Root 1 0 R>>",
  "%%EOF\n",
].join("\n");

const attachedSchema = z.object({ attachments: z.array(z.object({ id: z.string() })).min(1) });

async function attach(app: App, centreId: string, date: string): Promise<string> {
  const target = {
    method: "POST",
    path: "/api/reconciliations/{centreId}/{date}/attachments",
  };
  const input = {
    centre: "named" as const,
    path: { centreId, date },
    query: { fileName: "slip.pdf" },
    text: SLIP,
    type: "application/octet-stream",
  };
  const { text } = await call(app.base, target, input, app.cookie);
  const id = attachedSchema.parse(JSON.parse(text)).attachments[0]?.id ?? "";
  await sql(
    `INSERT INTO line_message (centre_id, business_date, shift_id, till_id, tender_id, number, kind,
       text, attachment_ids, author_id)
     VALUES ($1, $2, '1', 'T1', 'CASH', 1, 'question', 'Is this yours?', ARRAY[$3]::uuid[], $3)`,
    [centreId, date, id],
  );
  return id;
}
