/** In a closed period nothing can be changed until it is reopened. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changePeriodSchema } from "@/lib/contracts/period";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangeDay,
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { addNote } from "../reconciliations/commands";
import { recordTillCount } from "../till-counts/commands";
import { changePeriod } from "./commands";
import { isPeriodClosed, listPeriods } from "./queries";

const MARCH = { from: "2026-03-01", to: "2026-03-31" };
let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  key = { centreId: await makeCentreId(), date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(key.centreId));
});

function change(action: "closed" | "reopened", rest: { text?: string; to?: string } = {}) {
  const period = { centreId: key.centreId, ...MARCH, action, text: null, ...rest };
  return changePeriod(scopeFor("period:close", [key.centreId], ana), period);
}

async function closeDay(day = key): Promise<void> {
  await arrangeDay(day, cal);
  await move("review", day, rey);
  await move("closure", day, ana);
}

function count(date: string) {
  const line = { shiftId: "1", tillId: "T1", tenderId: "CASH", countedMinor: 5_00 };
  const scope = scopeFor("till-count:record", [key.centreId], cal);
  return recordTillCount(scope, { centreId: key.centreId, businessDate: date, ...line }, "api");
}

const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });

describe("a period", () => {
  test("is closed once every day in it that was reported or counted is", async () => {
    await closeDay();
    await arrangeDay({ ...key, date: "2026-03-14" }, cal);
    const early = change("closed");
    await expect(early).rejects.toMatchObject(refusal("days-not-closed"));
    await expect(early).rejects.toThrow("Not closed yet: Sat 14 Mar.");
    const { periods } = await change("closed", { to: "2026-03-13" });
    expect(periods).toMatchObject([
      { action: "closed", from: "2026-03-01", to: "2026-03-13", by: "Ana", text: null },
    ]);
    const again = change("closed", { to: "2026-03-13" });
    await expect(again).rejects.toMatchObject(refusal("already-done"));
  });

  test("that is closed takes no count, note or move, whatever day it is", async () => {
    await closeDay();
    await change("closed");
    await expect(count("2026-03-20")).rejects.toMatchObject(refusal("period-closed"));
    const { version } = await dayFor(key, rey);
    const noted = addNote(scopeFor("reconciliation:note", [key.centreId], rey), {
      ...key,
      version,
      text: "Too late",
    });
    await expect(noted).rejects.toMatchObject(refusal("period-closed"));
    const reopened = move("reopening", key, ana, { text: "Late invoice" });
    await expect(reopened).rejects.toMatchObject(refusal("period-closed"));
    await expect(reopened).rejects.toThrow("It is reopened first, by Ana, Cal or Rey.");
    expect(await count("2026-04-01")).toMatchObject({ stored: true });
  });

  test("is reopened with a reason, and then all is as before", async () => {
    await closeDay();
    await change("closed");
    await expect(change("reopened")).rejects.toMatchObject(refusal("reason-missing"));
    await change("reopened", { text: "Late invoice" });
    await expect(change("reopened", { text: "Again" })).rejects.toMatchObject(
      refusal("already-done"),
    );
    expect(await move("reopening", key, ana, { text: "Late invoice" })).toMatchObject({
      state: "open",
    });
    expect(await count("2026-03-20")).toMatchObject({ stored: true });
    const entries = await sql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE centre_id = $1 AND action LIKE 'period.%' ORDER BY id",
      [key.centreId],
    );
    expect(entries).toEqual([{ action: "period.closed" }, { action: "period.reopened" }]);
  });

  test("of another centre is nobody's business here", async () => {
    await change("closed");
    const day = { centreId: key.centreId, businessDate: key.date };
    expect(await isPeriodClosed(sql, day)).toBe(true);
    expect(await isPeriodClosed(sql, { ...day, centreId: "other" })).toBe(false);
    const elsewhere = scopeFor("reconciliation:view", ["other"]);
    expect(await listPeriods(elsewhere, key)).toEqual({ periods: [] });
  });
});

test("a closing and a count at the same time never both find the day free", async () => {
  for (let day = 1; day <= 20; day += 1) {
    const date = `2026-05-${String(day).padStart(2, "0")}`;
    const close = changePeriod(scopeFor("period:close", [key.centreId], ana), {
      centreId: key.centreId,
      from: date,
      to: date,
      action: "closed",
      text: null,
    });
    const [closed, counted] = await Promise.allSettled([close, count(date)]);
    expect([closed.status, counted.status].sort()).toEqual(["fulfilled", "rejected"]);
  }
});

test("a period ends after it begins, and has a bounded length", () => {
  const asked = { centreId: "101", action: "closed", from: "2026-03-01" };
  expect(changePeriodSchema.safeParse({ ...asked, to: "2026-02-28" }).success).toBe(false);
  expect(changePeriodSchema.safeParse({ ...asked, to: "2028-02-28" }).success).toBe(false);
  expect(changePeriodSchema.parse({ ...asked, to: "2026-03-31", text: " " }).text).toBeNull();
});
