/** A webhook is made on its page, and a library of another make verifies what its receiver gets. */
import type { APIRequestContext, Page } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import type { WebhookRow } from "../lib/contracts/webhook";
import { WEBHOOK_MESSAGES } from "../lib/contracts/webhook-event";
import { type Receiver, startReceiver } from "../lib/testing/webhook-receiver";
import {
  ADMINISTRATOR,
  type ApiLine,
  countDay,
  DATE,
  get,
  linesOf,
  makePerson,
  signedIn,
} from "./arrange";
import { expect, signIn, test } from "./fixtures";

/** Jobs look for changes every two seconds, and the second attempt follows within five. */
const SENT = { timeout: 60_000, intervals: [250] };
const STRANGE = "whsec_c29tZW9uZSBlbHNlJ3Mgc2VjcmV0IG9mIDMyIGJ5dGVz";

test("a failing receiver gets messages again, in order, signed by both secrets, and on request", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const receiver = await startReceiver();
  receiver.reply = () => ({ status: 503 });
  const name = `Warehouse ${centre.id}`;
  const centreIds = [centre.id];
  const person = await makePerson(administrator, {
    role: "reviewer",
    also: ["counter"],
    centreIds,
  });
  const counter = await signedIn(baseURL ?? "", person);
  try {
    await signIn(page, ADMINISTRATOR);
    const secret = await addWebhook(page, { name, url: receiver.url, centreId: centre.id });
    await countTwice(counter, centre.id);
    await expect.poll(() => receiver.received.length, SENT).toBeGreaterThan(0);
    const log = page.getByRole("region", { name: `Deliveries to ${name}` });
    await log.getByRole("button", { name: "Replace the secret" }).click();
    const next = await page.getByLabel("Secret", { exact: true }).inputValue();
    await page.getByRole("button", { name: "Done" }).click();
    receiver.reply = () => ({ status: 204 });

    await expect.poll(() => new Set(versionsOf(receiver)).size, SENT).toBe(2);
    const tries = receiver.received.slice(0, -1);
    const [first] = tries;
    const last = receiver.received.at(-1);
    expect(versionsOf(receiver)).toEqual([...tries.map(() => 1), 2]);
    expect(tries.length).toBeGreaterThan(1);
    expect(new Set(tries.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(verify(first, secret)).toMatchObject({ type: "count.recorded" });
    for (const one of [secret, next]) {
      expect(verify(last, one)).toMatchObject({ data: { centreId: centre.id, version: 2 } });
    }
    expect(() => verify(last, STRANGE)).toThrow("No matching signature");

    const rows = log.getByRole("row", { name: /count\.recorded/ });
    await expect(rows.filter({ hasText: "Delivered" })).toHaveCount(2);
    await rows.last().getByRole("button", { name: "Send count.recorded again" }).click();
    await expect.poll(() => versionsOf(receiver).at(-1), SENT).toBe(1);
    expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  } finally {
    await removeWebhook(administrator, name);
    await counter.dispose();
    await receiver.stop();
  }
});

type Added = { name: string; url: string; centreId: string };

/** Returns the secret, which is shown once. The press is repeated until the page is interactive. */
async function addWebhook(page: Page, { name, url, centreId }: Added): Promise<string> {
  await page.goto("/settings/webhooks");
  const adding = page.getByRole("dialog", { name: "Add a webhook" });
  await expect(async () => {
    await page.getByRole("button", { name: "Add a webhook" }).first().click({ timeout: 1_000 });
    await expect(adding).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await adding.getByLabel("Name").fill(name);
  await adding.getByLabel("Address").fill(url);
  await adding.getByRole("checkbox", { name: /A count was recorded/ }).check();
  await adding.getByLabel("Centres").fill(centreId);
  await adding.getByRole("button", { name: "Add a webhook" }).click();
  const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  // The log is that of the first webhook until another one is chosen.
  await page.getByRole("button", { name, exact: true }).click();
  return secret;
}

async function countTwice(counter: APIRequestContext, centreId: string): Promise<void> {
  const day = { centreId, date: DATE };
  const [counted] = await linesOf(counter, day);
  const keyOf = ({ shiftId, tillId, tenderId }: ApiLine) => `${shiftId} ${tillId} ${tenderId}`;
  for (const off of [100, 0]) {
    await countDay(counter, day, (line) => {
      return counted !== undefined && keyOf(line) === keyOf(counted) ? off : null;
    });
  }
}

function versionsOf({ received }: Receiver): number[] {
  return received.map(({ body }) => {
    return WEBHOOK_MESSAGES["count.recorded"].parse(JSON.parse(body)).data.version;
  });
}

function verify(message: Receiver["received"][number] | undefined, secret: string): unknown {
  return new Webhook(secret).verify(
    message?.body ?? "",
    (message?.headers ?? {}) as Record<string, string>,
  );
}

async function removeWebhook(administrator: APIRequestContext, name: string): Promise<void> {
  const { webhooks } = await get<{ webhooks: WebhookRow[] }>(administrator, "/api/webhooks");
  for (const webhook of webhooks.filter((one) => one.name === name)) {
    await administrator.delete(`/api/webhooks/${webhook.id}`);
  }
}
