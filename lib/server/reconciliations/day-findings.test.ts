/** A day tells what its cash sheet leaves in doubt. */
import { beforeAll, expect, test } from "vitest";
import {
  arrangePeople,
  cashSheetOf,
  dayFor,
  makeCentreId,
  storeCount,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { minor } from "@/lib/domain/money";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet } from "@/lib/testing/sheet-source";

beforeAll(testDatabase);

test("findings are those of the sheet that the lines were made from", async () => {
  const key = { centreId: await makeCentreId(), date: "2026-03-12" };
  const { rey } = await arrangePeople(key.centreId);
  expect(await dayFor(key, rey)).toMatchObject({ findings: [] });
  const finding = { kind: "like-cash", shiftId: "1", tillId: "T1", name: "Cash App", detail: null };
  const sheet = makeSheet(key.centreId, key.date);
  await storeSheet(key, { ...sheet, findings: [{ ...finding, kind: "like-cash" }] });
  expect(await dayFor(key, rey)).toMatchObject({ findings: [finding] });
  await storeSheet(key, sheet);
  expect(await dayFor(key, rey)).toMatchObject({ findings: [] });
});

test("Cashrec's state, sales and own difference stand beside ours, and are never mixed into it", async () => {
  const key = { centreId: await makeCentreId(), date: "2026-03-12" };
  const { ana, rey } = await arrangePeople(key.centreId);
  const sheet = cashSheetOf(key, 100_00);
  const reviews = [{ section: "Cash", state: "Pending" }];
  const own = { amount: minor(150_00), rounded: false };
  const shifts = sheet.shifts.map((shift) => ({ ...shift, cashDifference: own, tickets: 12 }));
  await storeSheet(key, { ...sheet, status: "Reviewed", reviews, shifts });
  await storeCount(key, ana, 100_00);
  const day = await dayFor(key, rey);
  expect(day).toMatchObject({ sheetStatus: "Reviewed", netMinor: 0, findingCount: 1 });
  expect(day.sheetFacts).toMatchObject({
    reviews,
    shifts: [{ tickets: 12, cashrecDifferenceMinor: 150_00, ourDifferenceMinor: 0 }],
  });
  expect(day.sheetFacts?.shifts[0]?.disagreement?.gapMinor).toBe(150_00);
});
