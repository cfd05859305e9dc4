/** Messages to devices while their push service does not respond, over real sockets. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type PushService, startPushService } from "@/lib/testing/push-service";
import { inBackground, workPool } from "../db/client";
import { sql } from "../db/sql";
import { addPushDevice, listPushDevices } from "./devices";
import { sendPushes } from "./outbox";

const AT_ONCE = 8;
const CONTENT = { title: "Changed after sign-off", body: "Gran Vía", url: "/notices" };

let service: PushService;

beforeAll(async () => {
  await testDatabase();
  service = await startPushService();
  process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
});
afterAll(async () => {
  delete process.env.WEBHOOKS_PRIVATE_ADDRESSES;
  await service.stop();
});

test("a push service that does not respond takes no connection from anybody else", async () => {
  const devices = workPool().options.max + 1;
  await addDevices(devices);
  let respond = () => {};
  service.until = new Promise((resolve) => (respond = resolve));
  const sending = inBackground(() =>
    sendPushes(async () => {
      await sql("SELECT 1"); // What a device shows is read as its owner may see it now.
      return CONTENT;
    }),
  );
  await vi.waitFor(() => expect(service.received).toHaveLength(AT_ONCE), { timeout: 15_000 });
  expect(workPool().totalCount - workPool().idleCount).toBe(0);
  const due = await sql("SELECT FROM push_message WHERE next_at <= now()");
  expect(due, "the others are leased").toHaveLength(devices - AT_ONCE);
  respond();
  expect(await sending).toBe(devices);
  expect(await sql("SELECT FROM push_message")).toEqual([]);
});

test("a run that takes long leaves the rest to the next one", async () => {
  await sql("DELETE FROM push_device");
  await addDevices(AT_ONCE + 1);
  const content = () => Promise.resolve(CONTENT);
  expect(await sendPushes(content, undefined, { runMsMax: 0 })).toBe(AT_ONCE);
  expect(await sendPushes(content)).toBe(1);
});

/** A message waits for each of them. */
async function addDevices(count: number): Promise<void> {
  const user = await makeUser();
  await listPushDevices(scopeFor("account:use", null, user));
  for (let made = 0; made < count; made += 1) {
    const { subscription } = service.subscribe();
    await addPushDevice(user.actor, { ...subscription, agent: "Browser", language: "en" });
  }
  await sql(
    `INSERT INTO push_message (id, device_id, notice_ids)
     SELECT gen_random_uuid(), id, '{}' FROM push_device`,
  );
}
