/** The coverage tells which tills were left open or closed late, and who says nothing of it. */
import { beforeAll, expect, test } from "vitest";
import { makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { listShiftTimes } from "./shift-times";

beforeAll(testDatabase);

const NOW = Date.parse("2026-03-04T12:00:00Z");

async function store(centreId: string, date: string, closedAt: string | null) {
  const shift = { ...makeShift({ CASH: 100_00 }), openedAt: `${date}T09:00:00`, closedAt };
  await storeSheet({ centreId, date }, makeSheet(centreId, date, [shift]));
}

test("days are those of centres that say when they close, the newest first", async () => {
  const [open, silent] = [await makeCentreId(), await makeCentreId()];
  await store(open, "2026-03-01", "2026-03-02T09:40:00");
  await store(open, "2026-03-02", null);
  await store(open, "2026-03-03", "2026-03-03T23:00:00");
  await store(open, "2026-03-04", null);
  await store(silent, "2026-03-02", null);
  const span = { centreIds: [open, silent], from: "2026-03-01", to: "2026-03-31" };
  const { days, silentCentres } = await listShiftTimes(span, NOW);
  expect(silentCentres).toBe(1);
  expect(days.map(({ centreName: _, ...day }) => day)).toEqual([
    { centreId: open, businessDate: "2026-03-02", leftOpenShifts: 1, closedLateAt: null },
    {
      centreId: open,
      businessDate: "2026-03-01",
      leftOpenShifts: 0,
      closedLateAt: "2026-03-02T09:40:00",
    },
  ]);
});
