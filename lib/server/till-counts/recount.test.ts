/** Tests which lines can be recounted, how often, by whom, and what remains stored. */
import { beforeAll, describe, expect, test } from "vitest";
import { requestedRecountSchema } from "@/lib/contracts/count-settings";
import { type Arranged, arrangeCounting } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listCounts } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const refused = (reason: string) => ({ code: "REFUSED", details: { reason } });

async function dayOf({ centreId }: Arranged) {
  const [day] = await sql<{ version: number; recount_lines: number; revision: string }>(
    "SELECT version, recount_lines, revision FROM reconciliation WHERE centre_id = $1",
    [centreId],
  );
  return day;
}

async function versionsOf(centre: Arranged) {
  const views = centre.scopeOf("counter", "till-count:view");
  const { counts } = await listCounts(views, { ...centre.day, tenderId: "CASH", limit: 100 });
  return counts.map(({ countedMinor }) => countedMinor);
}

async function counted(settings: Parameters<typeof arrangeCounting>[0] = {}) {
  const centre = await arrangeCounting(settings);
  await centre.store();
  await centre.count("counter", { countedMinor: 100 });
  return centre;
}

describe("a fresh count that is asked for", () => {
  test("is an event of the day, and the day has a line to count until it is there", async () => {
    const centre = await counted();
    const before = await dayOf(centre);
    const asked = await centre.ask("reviewer", { text: "The drawer looked fuller." });
    expect(requestedRecountSchema.parse(asked)).toEqual(asked);
    expect(asked).toMatchObject({ number: 1, countVersion: 1, by: "The reviewer" });
    const wanted = await dayOf(centre);
    expect(wanted).toMatchObject({ recount_lines: 1, version: asked.version });
    expect(asked.version).toBeGreaterThan(before?.version ?? 0);
    await centre.count("counter", { countedMinor: 120, basedOnVersion: 1 });
    expect(await dayOf(centre)).toMatchObject({ recount_lines: 0 });
    expect(await versionsOf(centre)).toEqual([120, 100]);
    const entries = await sql<{ action: string; after: unknown }>(
      "SELECT action, after FROM audit_entry WHERE centre_id = $1 ORDER BY id",
      [centre.centreId],
    );
    expect(entries.map(({ action }) => action)).toEqual([
      "till-count.recorded",
      "recount.requested",
      "till-count.recorded",
    ]);
    expect(entries[2]?.after).toMatchObject({ countedMinor: 120, answersRecount: 1 });
  });

  test("may come to the same amount, which is stored once", async () => {
    const centre = await counted();
    await centre.ask("reviewer");
    const both = await Promise.all([
      centre.count("counter", { countedMinor: 100, basedOnVersion: 1 }),
      centre.count("counter", { countedMinor: 100, basedOnVersion: 1 }),
    ]);
    expect(both.map(({ stored, version }) => `${stored} ${version}`).sort()).toEqual([
      "false 2",
      "true 2",
    ]);
    expect(await versionsOf(centre)).toEqual([100, 100]);
    expect(await dayOf(centre)).toMatchObject({ recount_lines: 0 });
  });

  test("is asked for by two at once once", async () => {
    const centre = await counted();
    const both = await Promise.allSettled([centre.ask("reviewer"), centre.ask("approver")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(centre.ask("reviewer")).rejects.toMatchObject(refused("already-asked"));
  });

  test.each([
    ["counter", false],
    ["reviewer", true],
    ["approver", true],
    ["auditor", false],
    ["administrator", false],
  ] as const)("by a %s: %s", async (role, may) => {
    const centre = await counted();
    if (may) expect(await centre.ask(role)).toMatchObject({ number: 1 });
    else await expect(centre.ask(role)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("needs a count to doubt, and a day that is open", async () => {
    const centre = await arrangeCounting();
    await centre.store();
    await expect(centre.ask("reviewer")).rejects.toMatchObject(refused("not-counted"));
    await centre.count("counter", { countedMinor: 1 });
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [
      centre.centreId,
    ]);
    await expect(centre.ask("reviewer")).rejects.toMatchObject(refused("day-not-open"));
  });

  test("above the number of tries is a manager's to ask for and to make", async () => {
    const centre = await counted({ recountsMax: 1 });
    await centre.ask("reviewer");
    await centre.count("counter", { countedMinor: 101 });
    await expect(centre.ask("reviewer")).rejects.toMatchObject(refused("tries-used"));
    expect(await centre.ask("approver")).toMatchObject({ number: 2 });
    for (const role of ["counter", "reviewer"] as const) {
      await expect(centre.count(role, { countedMinor: 102 })).rejects.toMatchObject(
        refused("tries-used"),
      );
    }
    const [till] = (await centre.sheet("counter")).shifts;
    expect(till?.tenders[0]).toMatchObject({ triesLeft: 0, refusal: "tries-used" });
    const [same] = (await centre.sheet("approver")).shifts;
    expect(same?.tenders[0]).toMatchObject({ triesLeft: null, refusal: null });
    await centre.count("approver", { countedMinor: 103 });
    expect(await versionsOf(centre)).toEqual([103, 101, 100]);
  });
});

describe("a count that nobody asked for", () => {
  test("corrects one in a hidden till, as often as the centre allows", async () => {
    const centre = await counted({ recountsMax: 2 });
    await centre.count("counter", { countedMinor: 101 });
    await centre.count("counter", { countedMinor: 102 });
    const again = centre.count("counter", { countedMinor: 103 });
    await expect(again).rejects.toMatchObject(refused("tries-used"));
    expect(await centre.count("counter", { countedMinor: 102 })).toMatchObject({ stored: false });
    expect(await versionsOf(centre)).toEqual([102, 101, 100]);
  });

  test("is refused once the figure was told", async () => {
    const centre = await counted({ blindMode: "after-entry" });
    const again = centre.count("counter", { countedMinor: 101 });
    await expect(again).rejects.toMatchObject(refused("recount-not-asked"));
    await centre.ask("reviewer");
    await centre.count("counter", { countedMinor: 101 });
    expect(await versionsOf(centre)).toEqual([101, 100]);
  });

  test("that says more of the same amount is kept, and asks for no try", async () => {
    const centre = await counted({ blindMode: "after-entry", recountsMax: 0 });
    const recorded = await centre.count("counter", { countedMinor: 100, floatLeftMinor: 60 });
    expect(recorded).toMatchObject({ stored: true, version: 2, floatLeftMinor: 60 });
    const pieces = { denominations: [{ valueMinor: 50, quantity: 2 }], floatLeftMinor: 60 };
    expect(await centre.count("counter", pieces)).toMatchObject({ stored: true, version: 3 });
    expect(await centre.count("counter", pieces)).toMatchObject({ stored: false, version: 3 });
    const more = centre.count("counter", { countedMinor: 100, floatLeftMinor: 101 });
    await expect(more).rejects.toMatchObject({ code: "INVALID" });
  });
});

test("rolls, bags and what was counted in bulk are kept as they were counted", async () => {
  const centre = await arrangeCounting();
  await centre.store();
  const recorded = await centre.count("counter", {
    denominations: [
      { valueMinor: 200, quantity: 3 },
      { valueMinor: 200, quantity: 2, per: 25 },
    ],
    looseMinor: 1_23,
    floatLeftMinor: 50_00,
    seconds: 40,
  });
  expect(recorded).toMatchObject({
    countedMinor: 6_00 + 100_00 + 1_23,
    floatLeftMinor: 50_00,
    denominations: [
      { valueMinor: 200, quantity: 3 },
      { valueMinor: 200, quantity: 2, per: 25 },
      { valueMinor: 1_23, quantity: 1, loose: true },
    ],
  });
  const [till] = (await centre.sheet("counter")).shifts;
  expect(till?.tenders[0]).toMatchObject({
    denominations: recorded.denominations,
    floatLeftMinor: 50_00,
  });
});

test("a period that is closed takes no count, no opening and no request", async () => {
  const centre = await counted();
  await sql(
    `INSERT INTO closed_period (centre_id, number, action, "from", "to", actor_id)
     VALUES ($1, 1, 'closed', '2026-03-01', '2026-03-31', gen_random_uuid())`,
    [centre.centreId],
  );
  for (const doing of [
    () => centre.count("approver", { countedMinor: 5 }),
    () => centre.open("counter", { countedMinor: 5 }),
    () => centre.ask("reviewer"),
  ]) {
    await expect(doing()).rejects.toMatchObject(refused("period-closed"));
  }
  expect(await centre.sheet("counter")).toMatchObject({ state: "open", periodClosed: true });
});
