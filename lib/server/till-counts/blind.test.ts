/**
 * What may be revealed about an uncounted line: each mode, for every role, by every way to the
 * counts.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { countSheetSchema } from "@/lib/contracts/till-count";
import { BLIND_MODES, type BlindMode } from "@/lib/domain/till-count/blind-count";
import { minor } from "@/lib/domain/money";
import { ROLES } from "@/lib/domain/permission";
import { type Arranged, arrangeCounting, COUNTED_DATE } from "@/lib/testing/arrange-counting";
import { EXPECTED_CASH, usualShift } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { getWaiting } from "../today/waiting";
import { listCounts } from "./queries";

const FIGURE = /731977|7319\.77|7,319/;
const NOON = Date.parse(`${COUNTED_DATE}T12:00:00Z`);
const arranged = new Map<BlindMode, Arranged>();

beforeAll(async () => {
  await testDatabase();
  for (const mode of BLIND_MODES) {
    const centre = await arrangeCounting({ blindMode: mode, recountsMax: 10 });
    await centre.store();
    arranged.set(mode, centre);
  }
});

function centreOf(mode: BlindMode): Arranged {
  const centre = arranged.get(mode);
  if (centre === undefined) throw new Error(`There is no centre in mode ${mode}.`);
  return centre;
}

async function cashOf(mode: BlindMode, role: (typeof ROLES)[number] = "counter") {
  const sheet = await centreOf(mode).sheet(role);
  expect(countSheetSchema.parse(sheet)).toEqual(sheet);
  const tender = sheet.shifts[0]?.tenders.find(({ tenderId }) => tenderId === "CASH");
  if (tender === undefined) throw new Error("There is no cash to count.");
  return tender;
}

/** Collects every response that contains counts, refusals included, in one text. */
async function readEveryResponse(mode: BlindMode, role: (typeof ROLES)[number]) {
  const centre = centreOf(mode);
  const views = centre.scopeOf(role, "till-count:view");
  return JSON.stringify([
    await centre.sheet(role),
    await listCounts(views, { ...centre.day, limit: 100 }),
    await getWaiting(views, NOON),
    await refusal(centre.count(role, { countedMinor: 1, basedOnVersion: 99 })),
    await refusal(centre.open(role, { countedMinor: 1, basedOnVersion: 99 })),
    await refusal(centre.ask(role)),
    await refusal(centre.count(role, { countedMinor: 1, floatLeftMinor: 2 })),
  ]);
}

async function refusal(doing: Promise<unknown>): Promise<unknown> {
  return doing.catch((error: unknown) => ({ ...(error as object), text: String(error) }));
}

describe.each(ROLES)("before anything is counted, a %s", (role) => {
  test("is told no figure where it is hidden, or shown after entry only", async () => {
    for (const mode of ["hidden", "after-entry"] as const) {
      const cash = await cashOf(mode, role);
      expect(Object.keys(cash)).not.toContain("expectedMinor");
      expect(Object.keys(cash)).not.toContain("differenceMinor");
      const responses = await readEveryResponse(mode, role);
      expect(responses).not.toMatch(FIGURE);
      expect(responses).not.toMatch(/expected|verdict|tolerance|difference/i);
    }
  });

  test("is told it where it is shown", async () => {
    expect(await cashOf("shown", role)).toMatchObject({
      expectedMinor: EXPECTED_CASH,
      differenceMinor: null,
    });
  });
});

describe("once the cash is counted", () => {
  beforeAll(async () => {
    for (const mode of BLIND_MODES)
      await centreOf(mode).count("counter", { countedMinor: 700_000 });
  });

  test.each(ROLES)("a %s is still told nothing in hidden mode", async (role) => {
    const cash = await cashOf("hidden", role);
    expect(cash).toMatchObject({ countedMinor: 700_000, version: 1 });
    const responses = await readEveryResponse("hidden", role);
    expect(responses).not.toMatch(FIGURE);
    expect(responses).not.toMatch(/expected|verdict|tolerance|difference/i);
  });

  test("after entry the line is told, and no other", async () => {
    const sheet = await centreOf("after-entry").sheet("counter");
    expect(sheet.shifts[0]?.tenders).toMatchObject([
      { tenderId: "CASH", expectedMinor: EXPECTED_CASH, differenceMinor: 700_000 - EXPECTED_CASH },
      { tenderId: "CARD", countedMinor: null },
    ]);
    expect(sheet.shifts[0]?.tenders[1]).not.toHaveProperty("expectedMinor");
  });

  test("a fresh count that is asked for is blind again, until it is there", async () => {
    const centre = centreOf("after-entry");
    await centre.ask("reviewer");
    expect(await cashOf("after-entry")).toMatchObject({
      recount: { number: 1, by: "The reviewer" },
    });
    expect(JSON.stringify(await centre.sheet("counter"))).not.toMatch(FIGURE);
    await centre.count("counter", { countedMinor: 700_000 });
    expect(await cashOf("after-entry")).toMatchObject({
      expectedMinor: EXPECTED_CASH,
      version: 2,
      recount: null,
    });
  });
});

test("days that differ in what is expected get the same answers where it is hidden", async () => {
  const [one, other] = await Promise.all([arrangeCounting(), arrangeCounting()]);
  await one.store();
  const float = { amount: minor(0), rounded: true };
  await other.store(COUNTED_DATE, [usualShift({ float })]);
  const plain = async (centre: Arranged) => {
    const responses = [
      await centre.sheet("counter"),
      await centre.count("counter", { countedMinor: EXPECTED_CASH }),
      await centre.sheet("counter"),
    ];
    return JSON.stringify(responses)
      .replaceAll(centre.centreId, "C")
      .replaceAll(/"centreName":"[^"]*"/g, "")
      .replaceAll(/"countedAt":"[^"]*"/g, "");
  };
  expect(await plain(other)).toBe(await plain(one));
});
