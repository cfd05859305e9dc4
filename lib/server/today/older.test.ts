/** Work that is older than the inbox reaches is counted on the first page. */
import { beforeAll, expect, test } from "vitest";
import { todaySchema } from "@/lib/contracts/today";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift } from "@/lib/testing/sheet-source";
import { sql } from "../db/sql";
import { getToday } from "./queries";

/** The newest finished date is 12 March 2026, and the inbox begins on 11 December 2025. */
const NOW = Date.parse("2026-03-13T11:00:00Z");

beforeAll(testDatabase);

async function olderOf(centreId: string) {
  const today = await getToday(scopeFor("reconciliation:view", [centreId]), { now: NOW });
  expect(todaySchema.parse(today)).toEqual(today);
  return today.older;
}

async function store(centreId: string, dates: readonly string[]): Promise<void> {
  for (const date of dates) {
    await storeSheet({ centreId, date }, makeSheet(centreId, date, [makeShift({ CASH: 1_00 })]));
  }
}

test("days before the inbox are counted until they or their period are closed", async () => {
  const centreId = await makeCentreId();
  await store(centreId, ["2025-12-11", "2026-03-01"]);
  expect(await olderOf(centreId)).toBeNull();
  await store(centreId, ["2025-12-10", "2025-11-02", "2025-10-07"]);
  const all = { days: 3, isMore: false, from: "2025-10-07", to: "2025-12-10" };
  expect(await olderOf(centreId)).toEqual(all);
  expect(await olderOf(await makeCentreId())).toBeNull();
  await sql(
    `UPDATE reconciliation SET state = 'closed' WHERE centre_id = $1 AND business_date = $2`,
    [centreId, "2025-12-10"],
  );
  expect(await olderOf(centreId)).toEqual({ ...all, days: 2, to: "2025-11-02" });
  const { actor } = await makeUser({ name: "Ana", roles: [{ centreId, role: "approver" }] });
  await sql(
    `INSERT INTO closed_period (centre_id, number, "from", "to", action, text, actor_id)
     VALUES ($1, 1, '2025-10-01', '2025-10-31', 'closed', 'October', $2::uuid)`,
    [centreId, actor.userId],
  );
  expect(await olderOf(centreId)).toEqual({
    ...all,
    days: 1,
    from: "2025-11-02",
    to: "2025-11-02",
  });
});

test("the dates are no more than the list of lines shows at once", async () => {
  const centreId = await makeCentreId();
  await store(centreId, ["2024-01-05", "2025-12-01"]);
  expect(await olderOf(centreId)).toEqual({
    days: 2,
    isMore: false,
    from: "2024-10-28",
    to: "2025-12-01",
  });
});
