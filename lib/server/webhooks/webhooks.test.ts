/** What receivers get, from a change to a message that a library of another make verifies. */
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WEBHOOK_MESSAGES } from "@/lib/contracts/webhook-event";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { waitForFeed } from "@/lib/testing/wait-for-feed";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { changeWebhook, createWebhook, removeWebhook, rotateSecret } from "./commands";
import { deliverDue } from "./deliver";
import { listDeliveries, listWebhooks, sendDelivery } from "./deliveries";
import { queueEvents } from "./queue-events";

let receiver: Receiver;
let scope: ReturnType<typeof scopeFor<"webhook:administer">>;
let userId: string;

beforeAll(async () => {
  process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
  await testDatabase();
  receiver = await startReceiver();
  await makeCentre({ id: "101" });
  await makeCentre({ id: "102" });
  const user = await makeUser();
  userId = user.id;
  scope = scopeFor("webhook:administer", null, user);
});
beforeEach(async () => {
  receiver.received.length = 0;
  receiver.reply = () => ({ status: 204 });
  await sql("DELETE FROM webhook");
});
afterAll(async () => {
  delete process.env.WEBHOOKS_PRIVATE_ADDRESSES;
  await receiver.stop();
});

const ALL = { name: "Warehouse", events: [], onlyCentres: [], nodeId: null };
type Filter = { events?: ["count.recorded"]; onlyCentres?: string[]; nodeId?: string };
const subscribe = (filter: Filter = {}) =>
  createWebhook(scope, { ...ALL, url: receiver.url, ...filter });

let versions = 0;
async function count(centreId: string, date = "2026-05-01"): Promise<number> {
  versions += 1;
  await sql(
    `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id, version,
       counted_minor, source, counted_by_id)
     VALUES ($1, $2, '1', 'T1', 'CASH', $3, 12345, 'api', $4::uuid)`,
    [centreId, date, versions, userId],
  );
  await waitForFeed();
  return versions;
}

async function run(): Promise<void> {
  await queueEvents();
  await deliverDue();
}

/** Lets what waits for its next attempt be due. */
async function hurry(): Promise<void> {
  await sql("UPDATE webhook_delivery SET next_at = now() WHERE state = 'pending'");
  await deliverDue();
}

const versionsReceived = () =>
  receiver.received
    .map(({ body }) => WEBHOOK_MESSAGES["count.recorded"].parse(JSON.parse(body)))
    .map(({ data }) => data.version);

describe("a message", () => {
  test("is verified by a library of another make, and fits its contract", async () => {
    const { secret } = await subscribe();
    const version = await count("101");
    await run();
    expect(versionsReceived()).toEqual([version]);
    const [message] = receiver.received;
    const verify = (body: string) =>
      new Webhook(secret).verify(body, message?.headers as Record<string, string>);
    expect(verify(message?.body ?? "")).toMatchObject({ type: "count.recorded" });
    expect(() => verify(`${message?.body} `)).toThrow("No matching signature");
    await run();
    expect(receiver.received).toHaveLength(1);
  });

  test("is signed with both secrets while one is replaced", async () => {
    const { id, secret } = await subscribe();
    const { secret: next } = await rotateSecret(scope, { webhookId: id });
    await sendDelivery(scope, { webhookId: id });
    await run();
    const [message] = receiver.received;
    for (const one of [secret, next]) {
      const headers = message?.headers as Record<string, string>;
      expect(new Webhook(one).verify(message?.body ?? "", headers)).toMatchObject({
        type: "webhook.tested",
        data: { webhookId: id },
      });
    }
    await sql("UPDATE webhook SET previous_until = now()");
    await sendDelivery(scope, { webhookId: id });
    await run();
    expect(receiver.received[1]?.headers["webhook-signature"]).not.toContain(" ");
  });

  test("is only of the events and centres that are wanted, from now on", async () => {
    await count("101");
    await subscribe({ events: ["count.recorded"], onlyCentres: ["102"] });
    await count("101");
    const wanted = await count("102");
    await sql(MOVE, ["102", userId]);
    await waitForFeed();
    await run();
    expect(versionsReceived()).toEqual([wanted]);
  });
});

test("a webhook of a node gets what was below it on the date of each event", async () => {
  await sql("INSERT INTO organisation_node (id, kind, name, version) VALUES ($1, $2, $3, 1)", [
    "north",
    "area",
    "North",
  ]);
  await sql(
    `INSERT INTO node_reach (node_id, centre_id, valid_from, valid_until)
     VALUES ('north', '101', '2026-01-01', '2026-05-02'), ('north', '102', '2026-05-02', NULL)`,
  );
  await expect(subscribe({ nodeId: "south" })).rejects.toMatchObject({
    details: { reason: "unknown-node" },
  });
  const { id } = await subscribe({ nodeId: "north" });
  const before = await count("101", "2026-05-01");
  await count("101", "2026-05-02");
  await count("102", "2026-05-01");
  const after = await count("102", "2026-05-02");
  await run();
  expect(versionsReceived().toSorted()).toEqual([before, after]);
  const [{ version } = { version: 0 }] = await listWebhooks(scope);
  const change = { ...ALL, url: receiver.url, webhookId: id, active: true, version };
  await changeWebhook(scope, { ...change, nodeId: "north", onlyCentres: ["101"] });
  await count("102", "2026-05-02");
  const both = await count("101", "2026-05-01");
  await run();
  expect(versionsReceived().slice(2)).toEqual([both]);
});

const MOVE = `INSERT INTO move (centre_id, business_date, number, move, from_state, to_state,
    sheet_version, actor_id) VALUES ($1, '2026-05-01', 1, 'review', 'open', 'reviewed', 0, $2)`;

describe("a receiver that fails", () => {
  test("gets it again under the same id, in the order of the day", async () => {
    await subscribe();
    const first = await count("101");
    const second = await count("101");
    const other = await count("101", "2026-05-02");
    receiver.reply = () => ({ status: 503 });
    await run();
    expect(versionsReceived().toSorted()).toEqual([first, other]);
    const ids = receiver.received.map(({ headers }) => headers["webhook-id"]);
    receiver.received.length = 0;
    receiver.reply = () => ({ status: 200 });
    await deliverDue();
    expect(receiver.received, "it waits first").toEqual([]);
    await hurry();
    expect(versionsReceived().filter((version) => version !== other)).toEqual([first, second]);
    expect(ids).toContain(receiver.received[0]?.headers["webhook-id"]);
  });

  test("is given up after a day, and then the next event of the day is sent", async () => {
    const { id } = await subscribe();
    const first = await count("101");
    const second = await count("101");
    receiver.reply = ({ body }) => ({ status: body.includes(`"version":${first},`) ? 500 : 204 });
    await run();
    await sql("UPDATE webhook_delivery SET give_up_at = now() WHERE attempts > 0");
    await hurry();
    expect(versionsReceived()).toEqual([first, first, second]);
    const { deliveries } = await listDeliveries(scope, { webhookId: id });
    expect(deliveries.map(({ state, status }) => ({ state, status }))).toEqual([
      { state: "delivered", status: 204 },
      { state: "failed", status: 500 },
    ]);
    receiver.reply = () => ({ status: 204 });
    await sendDelivery(scope, { webhookId: id, deliveryId: deliveries[1]?.id });
    await deliverDue();
    expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe(deliveries[1]?.id);
    const [webhook] = await listWebhooks(scope);
    expect(webhook).toMatchObject({ pending: 0, failed: 0 });
  });

  test("that is gone stops it, until somebody lets it go on", async () => {
    const { id } = await subscribe();
    await count("101");
    receiver.reply = () => ({ status: 410 });
    await run();
    await count("101");
    await run();
    expect(receiver.received).toHaveLength(1);
    const [stopped] = await listWebhooks(scope);
    expect(stopped?.stoppedBy).toBe("gone");
    receiver.reply = () => ({ status: 204 });
    const change = { ...ALL, url: receiver.url, webhookId: id, active: true };
    const stale = changeWebhook(scope, { ...change, version: 1 });
    await expect(stale).rejects.toMatchObject({ code: "CONFLICT" });
    await changeWebhook(scope, { ...change, version: stopped?.version ?? 0 });
    await run();
    expect(receiver.received).toHaveLength(2);
  });

  test("is not sent to twice by two instances, and again when one ended meanwhile", async () => {
    await subscribe();
    await Promise.all(["101", "102"].map((centreId) => count(centreId)));
    await Promise.all([run(), run(), run()]);
    expect(receiver.received).toHaveLength(2);
    await sql("UPDATE webhook_delivery SET state = 'pending', ended_at = NULL, next_at = now()");
    await run();
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(2);
  });
});

test("secrets are stored sealed, and neither they nor the path of an address get into the trail", async () => {
  const { id, secret } = await subscribe();
  const stored = await prisma().webhook.findUniqueOrThrow({ where: { id } });
  const { secret: next } = await rotateSecret(scope, { webhookId: id });
  await removeWebhook(scope, { webhookId: id });
  const entries = await prisma().auditEntry.findMany({ where: { actorId: userId } });
  const trail = JSON.stringify(entries.map(({ before, after }) => ({ before, after })));
  expect(entries.map(({ action }) => action).slice(-3)).toEqual([
    "webhook.created",
    "webhook.secret-replaced",
    "webhook.removed",
  ]);
  for (const text of [secret, next, "/hook"]) expect(trail).not.toContain(text);
  expect(stored.secret).not.toContain(secret.slice(6));
});

test.each([
  ["ftp://example.com", "webhook-http"],
  [`http://user:${"pass"}@example.com`, "webhook-credentials"],
])("%s is refused", async (url, reason) => {
  delete process.env.WEBHOOKS_PRIVATE_ADDRESSES;
  const made = createWebhook(scope, { ...ALL, url });
  await expect(made).rejects.toMatchObject({ details: { reason } });
  process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
});
