/**
 * Commits that append to the trail release its chain before they are on disk, on a server of its
 * own: nobody hears of them before they are.
 */
import { randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { route } from "@/lib/server/api/route";
import { appendAudit } from "@/lib/server/audit/append";
import { getAuditHead } from "@/lib/server/audit/head";
import { verifyAudit } from "@/lib/server/audit/verify";
import { hashToken } from "@/lib/server/auth/actor";
import { disconnect } from "@/lib/server/db/client";
import { DELIVERY_PAUSE } from "@/lib/server/db/delivery-pause";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { respondWithFile } from "@/lib/server/exports/stream-file";
import { readFeedPage } from "@/lib/server/feed/read-page";
import { readForwardPage } from "@/lib/server/log-forwarding/read-page";
import { sendMails } from "@/lib/server/mail/outbox";
import { addPushDevice, listPushDevices } from "@/lib/server/push/devices";
import { sendPushes } from "@/lib/server/push/outbox";
import { ensureJobTables } from "@/lib/server/queue/queue";
import { createWebhook } from "@/lib/server/webhooks/commands";
import { deliverDue } from "@/lib/server/webhooks/deliver";
import { sendDelivery } from "@/lib/server/webhooks/deliveries";
import { sendCheckpoints } from "@/lib/server/witnesses/send-checkpoints";
import { FEED_START } from "@/lib/domain/feed-cursor";
import { withAbsentStandby } from "@/lib/testing/absent-standby";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { Directory } from "@/lib/testing/directory";
import { type MailServer, SHORT_MAIL, startOwnMailServer } from "@/lib/testing/mail-server";
import { type PushService, startPushService } from "@/lib/testing/push-service";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import { type EmbeddedDb, startEmbeddedDb } from "../embedded/db";
import { migrate } from "./migrate";
import { APP_ROLE } from "./roles";

const MS_MAX = 120_000;
vi.setConfig({ testTimeout: MS_MAX, hookTimeout: MS_MAX });

const TOKEN = "cf_of-an-auditor";
const dir = mkdtempSync(join(tmpdir(), "counterfoil-on-disk-"));
const witnessed = join(dir, "checkpoints.txt");
const everywhere = scopeFor("audit:view", null);
let db: EmbeddedDb;
let mail: MailServer;
let push: PushService;
let receiver: Receiver;
let directory: Directory;

beforeAll(async () => {
  db = await startEmbeddedDb({ dir });
  await migrate(db.url, APP_ROLE);
  await disconnect();
  vi.stubEnv("DATABASE_URL", db.appUrl);
  vi.stubEnv("WEBHOOKS_PRIVATE_ADDRESSES", "allow");
  vi.stubEnv("AUDIT_ORIGIN", "counterfoil.example/trail");
  vi.stubEnv("AUDIT_WITNESSES", `file ${witnessed}`);
  await ensureJobTables();
  [mail, push, receiver] = await Promise.all([
    startOwnMailServer(),
    startPushService(),
    startReceiver(),
  ]);
  await arrange();
});

afterAll(async () => {
  await Promise.all([mail.stop(), push.stop(), receiver.stop()]);
  await disconnect();
  await db.stop();
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, maxRetries: 10 });
});

/** Everything that is to leave is on disk, apart from what each test appends. */
async function arrange(): Promise<void> {
  const person = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  await sql(
    `INSERT INTO api_token (id, user_id, name, token_hash, permissions, expires_at)
     VALUES (gen_random_uuid(), $1::uuid, 'Script', $2, '{audit:view}', now() + interval '1 day')`,
    [person.id, hashToken(TOKEN)],
  );
  await sql("INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), $1::uuid)", [person.id]);
  await listPushDevices(scopeFor("account:use", null, person));
  const { subscription } = push.subscribe();
  await addPushDevice(person.actor, { ...subscription, agent: "Firefox", language: "en" });
  await sql(
    `INSERT INTO push_message (id, device_id, notice_ids)
     SELECT gen_random_uuid(), id, '{}' FROM push_device`,
  );
  const administers = scopeFor("webhook:administer", null, person);
  const all = { name: "Warehouse", events: [], onlyCentres: [], nodeId: null };
  const webhook = await createWebhook(administers, { ...all, url: receiver.url });
  await sendDelivery(administers, { webhookId: webhook.id });
  directory = await Directory.start();
}

const append = () =>
  inTransaction((tx) =>
    appendAudit(tx.sql, {
      actorId: null,
      action: "till-count.recorded",
      after: { tillId: randomUUID() },
    }),
  );

const none = () => 0;
const after = FEED_START;
const countEntries = async () => (await sql("SELECT FROM audit_entry")).length;

test("no writer waits for the disk of another, and each waits for its own", async () => {
  const before = await countEntries();
  let confirmed = 0;
  const writers: Promise<unknown>[] = [];
  await withAbsentStandby(db.url, async ({ untilWaiting }) => {
    for (let each = 0; each < 8; each += 1) writers.push(append().then(() => (confirmed += 1)));
    await untilWaiting(8);
    expect(await countEntries()).toBe(before + 8);
    expect(confirmed).toBe(0);
  });
  await Promise.all(writers);
  expect(confirmed).toBe(8);
  expect((await verifyAudit()).broken).toBeNull();
});

test("a restored installation sends nothing until somebody decides", async () => {
  await sql("INSERT INTO setting (name, value) VALUES ($1, '{}')", [DELIVERY_PAUSE]);
  await sendMails(() => Promise.resolve(SHORT_MAIL));
  await sendPushes(() => Promise.resolve({ title: "Entries", body: "New", url: "/" }));
  await deliverDue();
  expect([mail.mails, push.received, receiver.received]).toEqual([[], [], []]);
  await sql("DELETE FROM setting WHERE name = $1", [DELIVERY_PAUSE]);
});

const found = route({
  summary: "A test.",
  permission: "audit:view",
  input: z.object({}),
  output: z.object({ entries: z.number() }),
  handle: async () => ({ entries: await countEntries() }),
});
const file = route({
  summary: "A test.",
  permission: "audit:view",
  input: z.object({}),
  output: "text/csv",
  handle: () =>
    respondWithFile(lines(), { name: "x.csv", type: "text/csv", lines: null, reading: null }),
});
async function* lines() {
  yield Buffer.from(`${await countEntries()}`);
}
function ask(to: typeof found | typeof file, method: "GET" | "POST") {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const request = new Request("http://localhost:3000/api/x", { method, headers });
  return to(request, { params: Promise.resolve({}) });
}

describe("what leaves waits for the disk", () => {
  test.each<[string, () => Promise<unknown>, () => number]>([
    ["a page of the feed", () => readFeedPage({ after, limit: 10, centreIds: null }), none],
    ["a page of the logs", () => readForwardPage({ auditId: 0, securityId: 0 }), none],
    ["the head of the trail", () => getAuditHead(everywhere), none],
    ["the result of a verification", () => verifyAudit(), none],
    ["a checkpoint", () => sendCheckpoints(), () => Number(existsSync(witnessed))],
    ["a webhook", () => deliverDue(), () => receiver.received.length],
    ["a mail", () => sendMails(() => Promise.resolve(SHORT_MAIL)), () => mail.mails.length],
    [
      "a message to a device",
      () => sendPushes(() => Promise.resolve({ title: "Entries", body: "New", url: "/" })),
      () => push.received.length,
    ],
    ["a response to a program", () => ask(found, "GET"), none],
    ["the response to a command that changes nothing", () => ask(found, "POST"), none],
    ["a file", () => ask(file, "GET"), none],
    ["a response to a directory", () => directory.send("GET", "Users"), none],
  ])("%s", async (_name, leave, countLeft) => {
    // The use of a token is noted once a minute.
    await Promise.all([ask(found, "GET"), directory.send("GET", "Groups")]);
    await leaveAfterAppend(leave, countLeft);
    if (countLeft !== none) expect(countLeft()).toBe(1);
  });

  test("the end of a file that was started before", async () => {
    const started = await ask(file, "GET");
    await leaveAfterAppend(() => started.text(), none);
  });
});

/** Nothing leaves while the entry that is appended before is not on disk. */
async function leaveAfterAppend(
  leave: () => Promise<unknown>,
  countLeft: () => number,
): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  await withAbsentStandby(db.url, async ({ untilWaiting, untilItWaits }) => {
    waiting.push(append());
    await untilWaiting(1);
    const leaving = leave();
    waiting.push(leaving);
    await untilItWaits(leaving, 2);
    expect(countLeft()).toBe(0);
  });
  await Promise.all(waiting);
}
