/** Mail goes through a real SMTP server: it is retried, refused and resumed as SMTP permits. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { listMailStates, makeMailsDue, subscribe } from "@/lib/testing/arrange-notices";
import { testDatabase } from "@/lib/testing/database";
import { type MailServer, startMailServer } from "@/lib/testing/mail-server";
import { queueMails } from "../alerts/queue-mails";
import { writeMail } from "../alerts/write-mail";
import { sql } from "../db/sql";
import { getNoticeSettings } from "../notices/settings";
import { storeNotices } from "../notices/store";
import { ensureJobTables } from "../queue/queue";
import { sendMails } from "./outbox";
import { listMails } from "./queries";

const MAILS_PROCESS = fileURLToPath(new URL("../../testing/mails-process.ts", import.meta.url));
/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
let server: MailServer;
let rey: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  await ensureJobTables();
  server = await startMailServer();
  process.env.SMTP_URL = server.url;
  process.env.MAIL_FROM = "counterfoil@example.test";
});
afterAll(async () => {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  await server.stop();
});
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
    const { undelivered } = await listMails(scopeFor("user:administer", null));
    expect(undelivered).toMatchObject([{ name: "Rey", address: rey.email, state: "bounced" }]);
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
  "what a killed process had not sent is sent by another one, and what was accepted is not",
  async () => {
    for (const date of ["2026-03-02", "2026-03-03", "2026-03-04"]) await queue(date);
    let arrived = (): void => undefined;
    let killed = (): void => undefined;
    const second = new Promise<void>((resolve) => (arrived = resolve));
    const end = new Promise<void>((resolve) => (killed = resolve));
    let count = 0;
    // The process dies before the server has decided about its second mail.
    server.hold(async () => {
      count += 1;
      if (count !== 2) return true;
      arrived();
      await end;
      return false;
    });
    const flags = ["--conditions=react-server", "--import", "tsx"];
    const child = spawn(process.execPath, [...flags, MAILS_PROCESS], {
      stdio: "inherit",
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    await second;
    child.kill("SIGKILL");
    await ended;
    killed();
    await makeMailsDue();
    for (let run = 0; run < 100 && server.mails.length < 3; run += 1) {
      await Promise.all([send(), send()]);
      await new Promise((done) => setTimeout(done, 50));
    }
    expect(server.mails).toHaveLength(3);
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(3);
    expect((await listMailStates(rey)).map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
  },
  MS_MAX,
);
