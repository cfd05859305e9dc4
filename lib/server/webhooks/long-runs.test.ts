/** A run of deliveries that takes long, such as to a receiver that hangs, ends for other jobs. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type Receiver, startReceiver } from "@/lib/testing/webhook-receiver";
import { sql } from "../db/sql";
import { createWebhook } from "./commands";
import { deliverDue } from "./deliver";

const AT_ONCE = 10;
let receiver: Receiver;

beforeAll(async () => {
  process.env.WEBHOOKS_PRIVATE_ADDRESSES = "allow";
  await testDatabase();
  receiver = await startReceiver();
});
afterAll(async () => {
  delete process.env.WEBHOOKS_PRIVATE_ADDRESSES;
  await receiver.stop();
});

test("the next one delivers the rest", async () => {
  const scope = scopeFor("webhook:administer", null);
  const filter = { events: [], onlyCentres: [], nodeId: null };
  const { id } = await createWebhook(scope, { name: "Slow", url: receiver.url, ...filter });
  await sql(
    `INSERT INTO webhook_delivery (id, webhook_id, event, body, centre_id, business_date,
       give_up_at)
     SELECT gen_random_uuid(), $1, 'count.recorded', '{}', '101', '2026-05-' || day,
            now() + interval '1 day' FROM generate_series(10, $2::int) AS day`,
    [id, 10 + AT_ONCE],
  );
  await deliverDue(undefined, { runMsMax: 0 });
  expect(receiver.received).toHaveLength(AT_ONCE);
  await deliverDue();
  expect(receiver.received).toHaveLength(AT_ONCE + 1);
});
