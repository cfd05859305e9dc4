/** The server's clock differs from the database's, and each day is still read when it is due. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeCentre } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, standIn } from "@/lib/testing/sheet-source";
import { findClockSkew, logClockSkew } from "../db/clock-skew";
import { inTransaction, sql } from "../db/sql";
import { log } from "../log";
import { planSync } from "./request";
import { runSync } from "./run";

const DAY = { from: "2026-03-02", to: "2026-03-02" };
const HOUR_MS = 3_600_000;
let centreId = "";

beforeAll(testDatabase);
beforeEach(async () => {
  centreId = (await makeCentre()).id;
});
afterEach(() => void vi.useRealTimers());

const moveClock = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });
const plan = () =>
  inTransaction((tx) => planSync(tx.sql, { centreIds: [centreId], ...DAY, requestedById: null }));

test.each([
  ["ahead of", HOUR_MS],
  ["behind", -HOUR_MS],
])("a server %s its database reads each time that it is asked to", async (_, ms) => {
  moveClock(ms);
  const client = standIn(makeSheet);
  for (const times of [1, 2, 3]) {
    expect(await runSync(await plan(), { client })).toBe("done");
    expect(client.asked).toHaveLength(times);
  }
  const [sheet] = await sql<{ seconds: number }>(
    `SELECT abs(extract(epoch FROM now() - read_at))::float8 AS seconds FROM cash_sheet
      WHERE centre_id = $1`,
    [centreId],
  );
  expect(sheet?.seconds).toBeLessThan(60);
});

test("a day that was stored as read in the future is read again", async () => {
  const client = standIn(makeSheet);
  await runSync(await plan(), { client });
  await sql("UPDATE cash_sheet SET read_at = now() + interval '1 day' WHERE centre_id = $1", [
    centreId,
  ]);
  await runSync(await plan(), { client });
  expect(client.asked).toHaveLength(2);
});

test("clocks that agree are nothing to report", async () => {
  expect(await findClockSkew()).toBeNull();
  expect(await findClockSkew(() => Date.now() - 1_500)).toBeNull();
});

test.each([
  [5_000, 5, "5 s ahead of the database's"],
  [-90_000, -90, "90 s behind the database's"],
])("a difference of %s ms is reported with what to do", async (ms, aheadSeconds, text) => {
  expect(await findClockSkew(() => Date.now() + ms)).toEqual({
    aheadSeconds,
    advice: expect.stringMatching(new RegExp(`${text}.*NTP`)) as string,
  });
  moveClock(ms);
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  await logClockSkew();
  expect(warn).toHaveBeenCalledWith({ aheadSeconds }, expect.stringContaining(text));
  warn.mockRestore();
});
