/** Mail goes through a real SMTP server: it is retried, refused and resumed as SMTP permits. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { listMailStates, makeMailsDue, subscribe } from "@/lib/testing/arrange-notices";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startOwnMailServer } from "@/lib/testing/mail-server";
import { queueMails } from "../alerts/queue-mails";
import { writeMail } from "../alerts/write-mail";
import { sql } from "../db/sql";
import { getNoticeSettings } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { ensureJobTables } from "../queue/queue";
import { sendMails } from "./outbox";
import { listMails } from "./queries";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
let server: MailServer;
let rey: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startOwnMailServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.mails.length = 0;
  server.refuse(() => null);
  server.hold(() => Promise.resolve(true));
  centreId = (await makeCentre()).id;
  rey = await makeUser({ name: "Rey", roles: [{ centreId, role: "reviewer" }] });
  await subscribe(rey, [{ kind: "changed" }]);
});

async function queue(date: string): Promise<void> {
  await storeNotices(sql, [
    {
      kind: "changed",
      centreId,
      businessDate: date,
      shiftId: null,
      tillId: null,
      tenderId: null,
      number: null,
      byId: null,
      userId: rey.id,
      fact: `changed ${centreId} ${date}`,
      wantsMail: true,
    },
  ]);
  await queueMails(Date.now());
}
const send = () => sendMails(writeMail);

test(
  "a mail that the server defers is sent again, and marked as sent once it is accepted",
  async () => {
    await queue("2026-03-02");
    server.refuse(() => ({ code: 451, text: "4.3.0 Try again" }));
    expect(await send()).toBe(0);
    expect(await listMailStates(rey)).toMatchObject([{ state: "queued", attempts: 1 }]);
    server.refuse(() => null);
    expect(await send(), "not before its time").toBe(0);
    await makeMailsDue();
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(await listMailStates(rey)).toEqual([{ state: "sent", attempts: 2, lastError: null }]);
    expect(server.mails).toHaveLength(1);
  },
  MS_MAX,
);

test(
  "a mail that is refused for good is shown to its reader and to administrators",
  async () => {
    await queue("2026-03-02");
    server.refuse(() => ({ code: 550, text: "5.1.1 No such user" }));
    await send();
    await makeMailsDue();
    await send();
    expect(await listMailStates(rey)).toMatchObject([{ state: "bounced", attempts: 1 }]);
    const settings = await getNoticeSettings(rey.actor, { language: "en", timeZone: "UTC" });
    expect(settings.undelivered).toMatchObject([{ state: "bounced" }]);
    expect(settings.undelivered[0]?.error).toContain("5.1.1 No such user");
    const { undelivered } = await listMails(scopeFor("security:administer", null));
    expect(undelivered[0]).toMatchObject({ name: "Rey", address: rey.email, state: "bounced" });
  },
  MS_MAX,
);

test(
  "a mail waits while no server is reachable",
  async () => {
    await queue("2026-03-02");
    process.env.SMTP_URL = "smtp://127.0.0.1:9";
    expect(await send()).toBe(0);
    process.env.SMTP_URL = server.url;
    expect(await listMailStates(rey)).toMatchObject([{ state: "queued", attempts: 1 }]);
    await makeMailsDue();
    expect(await send()).toBe(1);
  },
  MS_MAX,
);

test(
  "a mail whose response never came is not sent a second time, and its reader is informed",
  async () => {
    await queue("2026-03-02");
    // The server stores it and is gone before it can say so.
    server.hold(async () => {
      server.drop();
      return Promise.resolve(true);
    });
    expect(await send()).toBe(0);
    await makeMailsDue();
    expect(await send()).toBe(0);
    expect(server.mails).toHaveLength(1);
    expect(await listMailStates(rey)).toMatchObject([{ state: "unconfirmed", attempts: 1 }]);
    const settings = await getNoticeSettings(rey.actor, { language: "en", timeZone: "UTC" });
    expect(settings.undelivered).toMatchObject([{ state: "unconfirmed" }]);
  },
  MS_MAX,
);

test(
  "a connection that breaks before the text is whole is no delivery, and the mail is sent again",
  async () => {
    await queue("2026-03-02");
    server.refuse(() => {
      server.drop();
      return null;
    });
    expect(await send()).toBe(0);
    expect(await listMailStates(rey)).toMatchObject([{ state: "queued", attempts: 1 }]);
    server.refuse(() => null);
    await makeMailsDue();
    expect(await send()).toBe(1);
    expect(server.mails).toHaveLength(1);
  },
  MS_MAX,
);

test(
  "what an instance that died may have sent is left alone, and the others are sent",
  async () => {
    for (const date of ["2026-03-02", "2026-03-03", "2026-03-04"]) await queue(date);
    await sql(
      `UPDATE mail SET submitted_at = now()
        WHERE id = (SELECT min(id::text)::uuid FROM mail WHERE user_id = $1::uuid)`,
      [rey.id],
    );
    const counts = await Promise.all([send(), send(), send()]);
    expect(counts.reduce((total, count) => total + count)).toBe(2);
    const states = (await listMailStates(rey)).map(({ state }) => state);
    expect(states.toSorted()).toEqual(["sent", "sent", "unconfirmed"]);
    expect(server.mails).toHaveLength(2);
  },
  MS_MAX,
);

test(
  "an instance that lost its lock does not send what another one has begun to send",
  async () => {
    await queue("2026-03-02");
    const sent = await sendMails(async ({ id }) => {
      await sql("UPDATE mail SET submitted_at = now() WHERE id = $1::uuid", [id]);
      return { subject: id, text: id, html: id };
    });
    expect(sent).toBe(0);
    expect(server.mails).toEqual([]);
    expect(await listMailStates(rey)).toMatchObject([{ state: "unconfirmed" }]);
  },
  MS_MAX,
);

test(
  "a run that takes long leaves the rest to the next one",
  async () => {
    await queue("2026-03-02");
    await queue("2026-03-03");
    expect(await sendMails(writeMail, undefined, { runMsMax: 0 })).toBe(1);
    expect(await send()).toBe(1);
  },
  MS_MAX,
);
