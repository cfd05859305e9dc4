/** A day is whole, however many lines it has. */
import { beforeAll, expect, test } from "vitest";
import { arrangePeople, dayFor, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";

beforeAll(testDatabase);

test("a day of 2,100 lines has each of them, and their totals", async () => {
  const key = { centreId: await makeCentreId(), date: "2026-03-12" };
  const { rey } = await arrangePeople(key.centreId);
  const shifts = Array.from({ length: 700 }, (_, at) =>
    makeShift({ CASH: 1_00, CARD: 2_00, MEAL: 3_00 }, { tillId: `T${at}` }),
  );
  await storeSheet(key, makeSheet(key.centreId, key.date, shifts));
  const day = await dayFor(key, rey);
  expect(day.lineDetails).toHaveLength(2_100);
  expect(day.uncountedMinor).toBe(700 * 6_00);
});
