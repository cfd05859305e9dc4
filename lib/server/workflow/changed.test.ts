/**
 * Tests a cash sheet that changes after sign-off, through the sandbox and a sync, as in reality.
 */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { type MadeUser, makeCentre } from "@/lib/testing/arrange";
import {
  arrangePeople,
  dayFor,
  move,
  type MovesKey,
  storeExplanation,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { cashrec } from "../cashrec/connection";
import { inTransaction, sql } from "../db/sql";
import { defaultSandbox } from "../sandbox/sandbox";
import { type SandboxSheet, buildSheet } from "../sandbox/sheet";
import { planSync } from "../sync/request";
import { runSync } from "../sync/run";
import { rebuildDays } from "../rebuild/rebuild-days";

let key: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;
let original: SandboxSheet;

beforeAll(testDatabase);
beforeEach(async () => {
  const { id: centreId } = await makeCentre();
  key = { centreId, date: "2026-03-12" };
  ({ cal, rey, ana } = await arrangePeople(centreId));
  const dates = ["2026-03-12", "2026-03-13", "2026-03-14", "2026-03-15", "2026-03-16"];
  const [date = ""] = dates.filter((each) => (buildSheet(centreId, each)?.shifts.length ?? 0) > 0);
  key = { centreId, date };
  const found = buildSheet(centreId, date);
  if (found === null) throw new Error("The sandbox rests for a week");
  original = found;
  await read();
  await storeExplanation(key, cal);
  await move("review", key, rey);
});

async function read(): Promise<void> {
  const { centreId, date } = key;
  const id = await inTransaction((tx) =>
    planSync(tx.sql, { centreIds: [centreId], from: date, to: date, requestedById: null }),
  );
  expect(await runSync(id, { client: await cashrec() })).toBe("done");
}

/** The first payment of the first till has another amount. */
async function amend(amount: number): Promise<void> {
  const sheet = structuredClone(original);
  const payment = sheet.shifts[0]?.payments[0];
  if (payment === undefined) throw new Error("A shift takes something");
  payment.amount = amount;
  defaultSandbox().amend(key.centreId, key.date, sheet);
  await read();
}

async function restore(): Promise<void> {
  defaultSandbox().amend(key.centreId, key.date, undefined);
  await read();
}

test("a change after sign-off is shown with old and new, and the day does not move", async () => {
  const before = await dayFor(key, ana);
  await amend(1_234.5);
  const day = await dayFor(key, ana);
  expect(day).toMatchObject({ state: "reviewed", sheetVersion: 1, changedSheetVersion: 2 });
  expect(day.version).toBe(before.version + 1);
  expect([day.expectedMinor, day.lineDetails]).toEqual([before.expectedMinor, before.lineDetails]);
  expect(day.changed).toMatchObject({ version: 2, lines: [{}] });
  const [line] = day.changed?.lines ?? [];
  const signed = before.lineDetails.find(
    ({ shiftId, tillId, tenderId }) =>
      shiftId === line?.shiftId && tillId === line.tillId && tenderId === line.tenderId,
  );
  expect(line?.signedMinor).toBe(signed?.expectedMinor);
  expect(line?.changeMinor).toBe((line?.nowMinor ?? 0) - (line?.signedMinor ?? 0));
  expect(line?.changeMinor).not.toBe(0);
  const approval = move("approval", key, ana);
  await expect(approval).rejects.toMatchObject({ details: { reason: "changed-after-sign-off" } });
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("a change that is taken back is none", async () => {
  await amend(1);
  await restore();
  const day = await dayFor(key, ana);
  expect(day).toMatchObject({ changed: null, changedSheetVersion: null });
  expect(day.sheetVersions.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("a change that is accepted is not shown again, until there is another", async () => {
  await amend(1);
  const may = (await dayFor(key, rey)).may.acceptance;
  expect(may).toEqual({ reason: "reviewed-by-you", people: ["Ana", "Cal"] });
  await expect(move("acceptance", key, ana)).rejects.toMatchObject({
    details: { reason: "reason-missing" },
  });
  const accepted = await move("acceptance", key, ana, { text: "A correction of last year" });
  expect(accepted).toMatchObject({ state: "reviewed", sheetVersion: 1, changed: null });
  expect(accepted.moves[0]).toMatchObject({ move: "acceptance", sheetVersion: 2 });
  await read();
  expect((await dayFor(key, ana)).changed).toBeNull();
  await amend(2);
  expect((await dayFor(key, ana)).changed).toMatchObject({ version: 3 });
  await amend(1);
  expect((await dayFor(key, ana)).changed).toBeNull();
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("a sheet that disappeared is a change too, and a reopened day follows", async () => {
  defaultSandbox().amend(key.centreId, key.date, null);
  await read();
  const day = await dayFor(key, ana);
  expect(day.changed).toMatchObject({ version: 0 });
  expect(day.changed?.lines.every(({ nowMinor }) => nowMinor === null)).toBe(true);
  const open = await move("reopening", key, ana, { text: "Reported for the wrong centre" });
  expect(open).toMatchObject({ state: "open", changed: null, sheetVersion: 0, lineDetails: [] });
  await restore();
  const returned = await dayFor(key, ana);
  expect(returned).toMatchObject({ state: "open", sheetVersion: 3 });
  expect(returned.sheetVersions.map(({ hash }) => hash !== null)).toEqual([true, false, true]);
  const actions = returned.trail.map(({ action }) => action);
  expect(actions).toContain("cash-sheet.disappeared");
  expect(actions[0]).toBe("cash-sheet.returned");
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
  const entries = await sql("SELECT FROM audit_entry WHERE action = 'day.reopened'");
  expect(entries).toHaveLength(1);
});
