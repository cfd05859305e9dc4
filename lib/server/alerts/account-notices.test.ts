/** Notices about accounts for people and administrators: once for each fact, by mail too. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "@/lib/domain/business-date";
import { makeCentre, makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { sql } from "../db/sql";
import { listInbox } from "../notices/queries";
import { ensureJobTables } from "../queue/queue";
import { findAccountNotices } from "./account-notices";
import { informPeople } from "./inform";

const MS_MAX = 120_000;
const TODAY = new Date().toISOString().slice(0, 10);
let server: MailServer;
let boss: MadeUser;
let local: MadeUser;
let beside: MadeUser;
let centreId = "";

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startOwnMailServer();
  centreId = (await makeCentre()).id;
  const administers = (at: string) => ({
    roles: [{ centreId: at, role: "administrator" as const }],
  });
  boss = await makeUser({ ...administers("*"), name: "Boss" });
  local = await makeUser({ ...administers(centreId), name: "Local" });
  beside = await makeUser({ ...administers((await makeCentre()).id), name: "Beside" });
});
afterAll(() => server.stop());

const inboxOf = async ({ actor }: MadeUser) => (await listInbox(actor)).notices;
const mailsTo = ({ email }: MadeUser) =>
  server.mails.filter(({ to }) => JSON.stringify(to).includes(email));
/** Two instances look at once, and again later. */
const look = async () => {
  await Promise.all([findAccountNotices(), findAccountNotices()]);
  await findAccountNotices();
  await informPeople();
};
const makeCounter = (name: string, at = centreId) =>
  makeUser({ name, roles: [{ centreId: at, role: "counter" }] });
const end = ({ id }: MadeUser, endsOn: string) =>
  sql(`UPDATE "user" SET ends_on = $2 WHERE id = $1::uuid`, [id, endsOn]);

test(
  "a week before an account ends, the person and their administrators get one notice and one mail",
  async () => {
    const [near, far] = [await makeCounter("Nadia"), await makeCounter("Farid")];
    const mixed = await makeCounter("Mira");
    await sql(
      `INSERT INTO membership (user_id, centre_id, role) VALUES ($1::uuid, '*', 'auditor')`,
      [mixed.id],
    );
    const endsOn = addDays(TODAY, 6);
    for (const one of [near, mixed]) await end(one, endsOn);
    await end(far, addDays(TODAY, 12));
    await look();
    expect(await inboxOf(near)).toMatchObject([{ kind: "account-ends", businessDate: endsOn }]);
    expect(mailsTo(near)).toHaveLength(1);
    expect(await inboxOf(far)).toEqual([]);
    expect(await inboxOf(local)).toMatchObject([{ kind: "access-ends", by: "Nadia" }]);
    expect((await inboxOf(boss)).map(({ by }) => by).toSorted()).toEqual(["Mira", "Nadia"]);
    for (const one of [local, boss]) expect(mailsTo(one)).toHaveLength(1);
    expect(await inboxOf(beside)).toEqual([]);
    await end(near, addDays(TODAY, 5));
    await look();
    expect(await inboxOf(near), "another date is another fact").toHaveLength(2);
  },
  MS_MAX,
);

test(
  "once a week, administrators are notified that accounts of theirs are dormant",
  async () => {
    await sql(`UPDATE notice SET read_at = now()`);
    const unread = async (one: MadeUser) =>
      (await inboxOf(one)).filter(({ readAt }) => readAt === null).map(({ kind }) => kind);
    const sleeper = await makeCounter("Sofia");
    await look();
    expect(await unread(local)).toEqual([]);
    await sql(`UPDATE "user" SET created_at = now() - interval '91 days' WHERE id = $1::uuid`, [
      sleeper.id,
    ]);
    await look();
    for (const one of [local, boss]) expect(await unread(one)).toEqual(["dormant"]);
    expect(await unread(beside)).toEqual([]);
    expect(await unread(sleeper)).toEqual([]);
    await findAccountNotices(Date.now() + 7 * 24 * 60 * 60_000);
    expect(await unread(local)).toEqual(["dormant", "dormant"]);
  },
  MS_MAX,
);
