/** Whoever counted or explained a day does not approve it, whichever way the request takes. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { POST as approve } from "@/app/api/reconciliations/[centreId]/[date]/approval/route";
import { POST as moveMany } from "@/app/api/reconciliations/moves/route";
import { createToken } from "@/lib/server/tokens/commands";
import { moveDays } from "@/lib/server/workflow/bulk-commands";
import type { MadeUser } from "./arrange";
import {
  arrangeDay,
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeExplanation,
} from "./arrange-workflow";
import { testDatabase } from "./database";

let key: MovesKey;
let people: Awaited<ReturnType<typeof arrangePeople>>;

beforeAll(testDatabase);

/** Cal counted with a difference, Ana explained it, and Rey reviewed the day. */
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  people = await arrangePeople(key.centreId);
  await arrangeDay(key, people.cal, -10_00);
  await storeExplanation(key, people.ana);
  await move("review", key, people.rey);
});

const versionOf = async (by: MadeUser) => (await dayFor(key, by)).version;

async function send(by: MadeUser, path: string, body: unknown, idempotencyKey?: string) {
  const { token } = await createToken(by.actor, {
    name: "Script",
    permissions: ["centre:view", "reconciliation:view", "reconciliation:approve"],
    expiresInDays: 90,
  });
  return new Request(`http://localhost${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    },
  });
}

test.each([
  ["cal", "counted-by-you"],
  ["ana", "explained-by-you"],
] as const)("%s is refused as %s, alone and in bulk", async (name, reason) => {
  const by = people[name];
  await expect(move("approval", key, by)).rejects.toMatchObject({ details: { reason } });
  const days = [{ ...key, version: await versionOf(by) }];
  const { results } = await moveDays(by.actor, { move: "approval", days, text: null });
  expect(results).toMatchObject([{ code: "REFUSED", reason }]);
  expect((await dayFor(key, by)).state).toBe("reviewed");
});

test.each([
  ["cal", "counted-by-you"],
  ["ana", "explained-by-you"],
] as const)("%s is refused with an API token too, also when repeated", async (name, reason) => {
  const by = people[name];
  const version = await versionOf(by);
  const path = `/api/reconciliations/${key.centreId}/${key.date}/approval`;
  const context = { params: Promise.resolve(key) };
  for (const idempotencyKey of [undefined, "once-only-key-1", "once-only-key-1"]) {
    const response = await approve(await send(by, path, { version }, idempotencyKey), context);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ reason });
  }
  const body = { move: "approval", days: [{ ...key, version }] };
  const bulk = await moveMany(await send(by, "/api/reconciliations/moves", body), {
    params: Promise.resolve({}),
  });
  expect(await bulk.json()).toMatchObject({ results: [{ code: "REFUSED", reason }] });
  expect((await dayFor(key, by)).state).toBe("reviewed");
});
