/** A till at opening is compared with what the last closing left, and with what is agreed. */
import { beforeAll, describe, expect, test } from "vitest";
import { recordedOpeningSchema } from "@/lib/contracts/count-settings";
import {
  type Arranged,
  arrangeCounting,
  COUNTED_DATE,
  usualShift,
} from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { agreeFloat } from "../floats/commands";

beforeAll(async () => {
  await testDatabase();
});

function agree(centre: Arranged, tillId: string, amountMinor: number | null, validFrom: string) {
  const scope = centre.scopeOf("administrator", "tolerance:change");
  return agreeFloat(scope, { centreId: centre.centreId, tillId, amountMinor, validFrom });
}

async function tillOf(centre: Arranged, businessDate = COUNTED_DATE, shiftId = "1") {
  const { shifts } = await centre.sheet("counter", businessDate);
  const till = shifts.find((shift) => shift.shiftId === shiftId);
  if (till === undefined) throw new Error("There is no such shift to count.");
  return till;
}

async function unexplained(centre: Arranged, businessDate = COUNTED_DATE) {
  const [day] = await sql<{ lines: number }>(
    `SELECT unexplained_lines AS lines FROM reconciliation
      WHERE centre_id = $1 AND business_date = $2`,
    [centre.centreId, businessDate],
  );
  return day?.lines;
}

/** The day before left 140.00 of an agreed 150.00. */
async function arrangeOpening(blindMode: "hidden" | "shown" = "hidden") {
  const centre = await arrangeCounting({ blindMode, recountsMax: 1 });
  await agree(centre, "*", 150_00, "2026-01-01");
  await centre.store("2026-03-01");
  await centre.store();
  await centre.count("counter", {
    businessDate: "2026-03-01",
    countedMinor: 500_00,
    floatLeftMinor: 140_00,
  });
  return centre;
}

describe("the opening of a till", () => {
  test("is blind to what was left, and knows what is agreed", async () => {
    const centre = await arrangeOpening();
    const { opening, floatToLeaveMinor } = await tillOf(centre);
    expect(opening).toEqual({ agreedMinor: 150_00, count: null });
    expect(floatToLeaveMinor).toBe(150_00);
    const shown = await arrangeOpening("shown");
    expect((await tillOf(shown)).opening).toEqual({
      agreedMinor: 150_00,
      previousMinor: 140_00,
      previousDate: "2026-03-01",
      count: null,
    });
  });

  test("differs from either side, and each is a line of work", async () => {
    const centre = await arrangeOpening();
    const recorded = await centre.open("counter", {
      denominations: [{ valueMinor: 10_00, quantity: 14 }],
    });
    expect(recordedOpeningSchema.parse(recorded)).toEqual(recorded);
    expect(recorded).toMatchObject({
      stored: true,
      agreedDifferenceMinor: -10_00,
      previousDifferenceMinor: 0,
      previousDate: "2026-03-01",
      count: { countedMinor: 140_00, version: 1 },
    });
    expect(await unexplained(centre)).toBe(1);
    await centre.open("counter", { countedMinor: 139_00, basedOnVersion: 1 });
    expect(await unexplained(centre)).toBe(2);
    expect((await tillOf(centre)).opening).toMatchObject({
      agreedDifferenceMinor: -11_00,
      previousDifferenceMinor: -1_00,
      count: { version: 2 },
    });
  });

  test("keeps what it was compared with then", async () => {
    const centre = await arrangeOpening();
    await centre.open("counter", { countedMinor: 150_00 });
    await agree(centre, "T1", 200_00, "2026-01-01");
    await centre.count("counter", {
      businessDate: "2026-03-01",
      countedMinor: 500_00,
      floatLeftMinor: 150_00,
    });
    expect(await tillOf(centre)).toMatchObject({
      opening: { agreedMinor: 150_00, previousMinor: 140_00, previousDate: null },
      floatToLeaveMinor: 200_00,
    });
  });

  test("is stored once when it is sent twice, and corrected a few times", async () => {
    const centre = await arrangeOpening();
    const all = await Promise.all(
      [1, 2, 3].map(() => centre.open("counter", { countedMinor: 150_00, basedOnVersion: 0 })),
    );
    expect(all.filter(({ stored }) => stored)).toHaveLength(1);
    await expect(
      centre.open("counter", { countedMinor: 1, basedOnVersion: 0 }),
    ).rejects.toMatchObject({ code: "CONFLICT", details: { current: { version: 1 } } });
    await centre.open("counter", { countedMinor: 151_00 });
    await expect(centre.open("counter", { countedMinor: 152_00 })).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "tries-used" },
    });
    expect(await centre.open("approver", { countedMinor: 152_00 })).toMatchObject({ stored: true });
  });

  test.each(["auditor", "administrator"] as const)("is not for an %s", async (role) => {
    const centre = await arrangeCounting();
    const opened = centre.open(role, { countedMinor: 1 });
    await expect(opened).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("what was left before", () => {
  test("is of the earlier shift of the same till, or else what was agreed", async () => {
    const centre = await arrangeCounting({ blindMode: "shown" });
    await centre.store(COUNTED_DATE, [usualShift(), usualShift({ shiftId: "2" })]);
    await centre.count("counter", { countedMinor: 300_00, floatLeftMinor: 90_00 });
    const second = (await tillOf(centre, COUNTED_DATE, "2")).opening;
    expect(second).toMatchObject({ previousMinor: 90_00, previousDate: COUNTED_DATE });
    await agree(centre, "T1", 120_00, "2026-03-01");
    await centre.store("2026-03-05");
    await centre.count("counter", { shiftId: "2", countedMinor: 300_00 });
    const next = (await tillOf(centre, "2026-03-05")).opening;
    expect(next).toMatchObject({ previousMinor: 120_00, previousDate: COUNTED_DATE });
  });

  test("is forgotten after two weeks, and a card count leaves nothing", async () => {
    const centre = await arrangeCounting({ blindMode: "shown" });
    await centre.store();
    await centre.store("2026-03-16");
    await centre.store("2026-03-17");
    await centre.count("counter", { tenderId: "CARD", countedMinor: 90_00 });
    expect((await tillOf(centre, "2026-03-16")).opening.previousMinor).toBeNull();
    await centre.count("counter", { countedMinor: 300_00, floatLeftMinor: 80_00 });
    expect((await tillOf(centre, "2026-03-16")).opening.previousMinor).toBe(80_00);
    expect((await tillOf(centre, "2026-03-17")).opening.previousMinor).toBeNull();
  });
});
