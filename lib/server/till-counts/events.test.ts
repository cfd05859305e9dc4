/** Counts in the middle of a shift, and tills that are handed over from one person to the next. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handOverSchema, recordSpotSchema, takeOverSchema } from "@/lib/contracts/hand-over";
import { scopeFor } from "@/lib/testing/arrange";
import { type Arranged, arrangeCounting } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import type { Role } from "@/lib/domain/permission";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { allowDevice, setPin } from "../devices/commands";
import { findDay } from "../reconciliations/day";
import { handOver, recordSpotCount } from "./event-commands";
import { listTakers, takeOver } from "./take-over";

const TILL = { shiftId: "1", tillId: "T1" };
const PIN = "2580";
let centre: Arranged;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  centre = await arrangeCounting({ blindMode: "hidden" });
  await centre.store();
});

const counts = (role: Role) => centre.scopeOf(role, "till-count:record");
const spot = (countedMinor: number) =>
  recordSpotCount(
    counts("counter"),
    recordSpotSchema.parse({ ...centre.day, ...TILL, countedMinor }),
  );
const give = (countedMinor: number, text = "") =>
  handOver(counts("counter"), handOverSchema.parse({ ...centre.day, ...TILL, countedMinor, text }));
const take = (role: Role, given: object, deviceToken?: string) => {
  const input = { ...centre.day, ...TILL, number: 1, countedMinor: 150_00, ...given };
  return takeOver(counts(role), takeOverSchema.parse(input), deviceToken);
};
const tillOfDay = async () =>
  (await findDay(centre.day, centre.actorOf("reviewer").userId))?.tillEvents[0];
const lastEntry = async () => {
  const [entry] = await sql<{ action: string; actorId: string; after: object }>(
    `SELECT action, actor_id AS "actorId", after FROM audit_entry
      WHERE centre_id = $1 ORDER BY id DESC LIMIT 1`,
    [centre.centreId],
  );
  return entry;
};

describe("a spot count", () => {
  test("stands on the day and never becomes the count of a line", async () => {
    await spot(400_00);
    await centre.count("counter", { countedMinor: 500_00 });
    await spot(90_00);
    const day = await findDay(centre.day, centre.actorOf("reviewer").userId);
    const cash = day?.lineDetails.find(({ tenderId }) => tenderId === "CASH");
    expect(cash?.countedMinor).toBe(500_00);
    expect(day?.tillEvents).toMatchObject([
      { ...TILL, spots: [{ countedMinor: 90_00 }, { countedMinor: 400_00, by: "The counter" }] },
    ]);
    expect(await lastEntry()).toMatchObject({
      action: "spot-count.recorded",
      after: { number: 2, countedMinor: 90_00 },
    });
  });

  test("is counted by denomination as well, and reveals nothing", async () => {
    const denominations = [{ valueMinor: 5_000, quantity: 3 }];
    const input = recordSpotSchema.parse({ ...centre.day, ...TILL, denominations });
    await recordSpotCount(counts("counter"), input);
    const sheet = await centre.sheet("counter");
    expect(sheet.shifts[0]?.events.spots).toMatchObject([{ countedMinor: 150_00, denominations }]);
    expect(JSON.stringify(sheet)).not.toMatch(/expected|731977/i);
  });

  test("is refused once the day is signed", async () => {
    await centre.count("counter", { countedMinor: 500_00 });
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
      centre.centreId,
    ]);
    await expect(spot(1)).rejects.toMatchObject({ details: { reason: "day-not-open" } });
  });
});

describe("a hand-over", () => {
  test("has both names, and both figures where they disagree", async () => {
    await give(150_00, "Terminal 2 is slow.");
    expect((await centre.sheet("reviewer")).shifts[0]?.events.handOvers).toMatchObject([
      { number: 1, givenBy: "The counter", text: "Terminal 2 is slow.", isOwn: false, taken: null },
    ]);
    await take("reviewer", { countedMinor: 149_50, text: "50 cents are missing." });
    expect((await tillOfDay())?.handOvers).toMatchObject([
      {
        givenMinor: 150_00,
        givenBy: "The counter",
        taken: { takenMinor: 149_50, by: "The reviewer", differenceMinor: -50 },
      },
    ]);
    expect(await lastEntry()).toMatchObject({
      action: "till.taken-over",
      actorId: centre.actorOf("reviewer").userId,
      after: { givenMinor: 150_00, takenMinor: 149_50, differenceMinor: -50 },
    });
  });

  test("shows the pieces of both counts once both are in, and not before", async () => {
    const denominations = [{ valueMinor: 5_000, quantity: 3 }];
    const input = handOverSchema.parse({ ...centre.day, ...TILL, denominations });
    await handOver(counts("counter"), input);
    const seen = async () => (await centre.sheet("reviewer")).shifts[0]?.events.handOvers[0];
    expect(await seen()).toMatchObject({ givenMinor: 150_00, denominations: null, taken: null });
    const found = [{ valueMinor: 1_000, quantity: 14 }];
    await take("reviewer", { countedMinor: undefined, denominations: found, looseMinor: 50 });
    const loose = { valueMinor: 50, quantity: 1, loose: true };
    expect(await seen()).toMatchObject({
      denominations,
      taken: { takenMinor: 140_50, differenceMinor: -9_50, denominations: [...found, loose] },
    });
  });

  test("is taken by somebody else, once", async () => {
    await expect(take("reviewer", {})).rejects.toMatchObject({
      details: { reason: "no-hand-over" },
    });
    await give(150_00);
    await expect(take("counter", {})).rejects.toMatchObject({ details: { reason: "same-person" } });
    await take("reviewer", {});
    await expect(take("approver", {})).rejects.toMatchObject({ details: { reason: "taken-over" } });
  });
});

describe("a take-over by PIN", () => {
  const administers = scopeFor("device:administer", null);
  let token: string;
  let userId: string;

  beforeEach(async () => {
    const { centreId } = centre;
    userId = centre.actorOf("reviewer").userId;
    token = (await allowDevice(administers, { centreId, name: "Tablet" })).token;
    await setPin(administers, { centreId, userId, pin: PIN });
    await give(150_00);
  });

  test("names the person of the PIN while somebody else is signed in", async () => {
    const scope = counts("counter");
    expect(await listTakers(scope, centre.day, token)).toMatchObject({ people: [{ id: userId }] });
    expect(await listTakers(scope, centre.day, undefined)).toEqual({ people: [] });
    expect(await listTakers(counts("reviewer"), centre.day, token)).toEqual({ people: [] });
    await take("counter", { by: { userId, pin: PIN } }, token);
    expect((await tillOfDay())?.handOvers[0]?.taken).toMatchObject({
      by: "The reviewer",
      confirmedBy: "pin",
    });
    expect(await lastEntry()).toMatchObject({ actorId: userId });
  });

  test("waits after a few wrong PINs, and the right one then waits as well", async () => {
    const wrong = { userId, pin: "9713" };
    for (let at = 0; at < 5; at += 1) {
      await expect(take("counter", { by: wrong }, token)).rejects.toMatchObject({
        details: { reason: "pin-wrong" },
      });
    }
    const right = take("counter", { by: { userId, pin: PIN } }, token);
    await expect(right).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    expect((await tillOfDay())?.handOvers[0]?.taken).toBeNull();
  });

  test("is refused without the device, with a wrong PIN, and by the giver's own", async () => {
    const by = { userId, pin: PIN };
    await expect(take("counter", { by })).rejects.toMatchObject({
      details: { reason: "device-refused" },
    });
    const wrong = { userId, pin: "9713" };
    await expect(take("counter", { by: wrong }, token)).rejects.toMatchObject({
      details: { reason: "pin-wrong" },
    });
    const giver = centre.actorOf("counter").userId;
    await setPin(administers, { centreId: centre.centreId, userId: giver, pin: PIN });
    const own = { userId: giver, pin: PIN };
    await expect(take("counter", { by: own }, token)).rejects.toMatchObject({
      details: { reason: "same-person" },
    });
  });
});
