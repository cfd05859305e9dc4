/** Tests that stored payloads are read again with another field map, as a sync would store them. */
import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, move, storeCount } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { saveFieldMap } from "../cashrec/field-map-versions";
import { findMapInForce } from "../cashrec/map-in-force";
import { readPayload } from "../cashrec/parse-response";
import { inTransaction, sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { storeSheets } from "../sync/store";
import { listReplays, startReplay } from "./commands";
import { runReplay } from "./run";
import { NOTHING_READ, replayStep, type ReplayStep } from "./step";

const READ_AT = new Date("2026-03-09T06:00:00Z");
const DATES = ["2026-03-02", "2026-03-03", "2026-03-04"];
const FLOAT: FieldMapFile = { fields: { float: ["fondoInicial"] } };

let ada: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
});
beforeEach(async () => {
  ({ id: centreId } = await makeCentre());
  await store(DATES);
});

/** The built-in map does not know where the float stands. */
const payloadOf = (businessDate: string) =>
  JSON.stringify({
    centerId: centreId,
    businessDay: businessDate,
    shifts: [
      { shiftId: 1, tillId: "T1", fondoInicial: 150, payments: [{ id: "CASH", amount: 12.5 }] },
    ],
  });

async function store(dates: readonly string[]): Promise<void> {
  const days = dates.map((businessDate) => ({ centreId, businessDate }));
  const sheets = days.map((day) => {
    const payload = payloadOf(day.businessDate);
    const sheet = readPayload(payload, BUILT_IN_MAP, { ...day, currency: "EUR" });
    if (sheet === null) throw new Error("the built-in map reads it");
    return { sheet, payload, hash: createHash("sha256").update(payload).digest("hex") };
  });
  const batch = { days, sheets, fieldMapHash: "0".repeat(64), readAt: READ_AT };
  await inTransaction((tx) => storeSheets(tx, batch));
}

const scope = () => scopeFor("cashrec:probe", null, ada);

async function save(map: FieldMapFile): Promise<void> {
  const { latestVersion } = await findMapInForce();
  await saveFieldMap(scope(), {
    expectedVersion: latestVersion,
    map,
    note: null,
    acceptedQuestions: [],
  });
}

async function replay(kind: "preview" | "apply", map: FieldMapFile | null = null) {
  const { id } = await startReplay(scope(), { kind, map });
  await runReplay(id);
  const found = (await listReplays()).replays.find((each) => each.id === id);
  if (found === undefined) throw new Error("it was not listed");
  return found;
}

async function listStored() {
  return sql(
    `SELECT s.version, s.read_at AS "readAt", l.expected_minor::int AS expected
       FROM cash_sheet s JOIN reconciliation_line l USING (centre_id, business_date)
      WHERE centre_id = $1 ORDER BY business_date`,
    [centreId],
  );
}

const AS_BEFORE = { version: 1, readAt: READ_AT, expected: 12_50 };
const AS_AFTER = { version: 2, readAt: READ_AT, expected: 162_50 };

describe("reading stored payloads again", () => {
  test("a preview says what would change, and changes nothing", async () => {
    const { state, result } = await replay("preview", FLOAT);
    expect(state).toBe("done");
    expect(result).toMatchObject({ signedOff: 0, unreadable: 0 });
    const own = result.examples.filter((each) => each.centreId === centreId);
    expect(own[0]).toMatchObject({
      businessDate: DATES[0],
      tenderId: "CASH",
      beforeMinor: 12_50,
      afterMinor: 162_50,
    });
    expect(await listStored()).toEqual([AS_BEFORE, AS_BEFORE, AS_BEFORE]);
  });

  test("what is applied is what the preview said, and once more changes nothing", async () => {
    const preview = await replay("preview", FLOAT);
    await save(FLOAT);
    const { state, result } = await replay("apply");
    expect(state).toBe("done");
    expect(result).toEqual(preview.result);
    expect(await listStored()).toEqual([AS_AFTER, AS_AFTER, AS_AFTER]);
    const again = await replay("apply");
    expect(again.result).toMatchObject({ changedSheets: 0, changedLines: 0 });
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
    await save({});
    await replay("apply");
  });

  test("a day that is signed off is marked, and does not move", async () => {
    const key = { centreId, date: DATES[1] ?? "" };
    const { cal, rey } = await arrangePeople(centreId);
    await storeCount(key, cal, 12_50);
    await move("review", key, rey);
    await save(FLOAT);
    const { result } = await replay("apply");
    expect(result.signedOff).toBe(1);
    expect(await dayFor(key, rey)).toMatchObject({
      state: "reviewed",
      expectedMinor: 12_50,
      sheetVersion: 1,
      changedSheetVersion: 2,
    });
    await save({});
    await replay("apply");
  });

  test("a sheet that the map can't read stays, and is named with the reason", async () => {
    await save({ fields: { centreId: ["nowhere"] } });
    const { state, result } = await replay("apply");
    expect(state).toBe("done");
    expect(result.changedSheets).toBe(0);
    expect(result.unreadable).toBe(result.sheets);
    expect(result.problems[0]?.message).toContain("no centre id was found");
    expect(await listStored()).toEqual([AS_BEFORE, AS_BEFORE, AS_BEFORE]);
    await save({});
  });

  test("a map that is saved meanwhile ends it before anything else is written", async () => {
    await save(FLOAT);
    const { id } = await startReplay(scope(), { kind: "apply", map: null });
    await save({});
    expect(await runReplay(id)).toBe("failed");
    expect((await listReplays()).replays[0]?.message).toContain("changed meanwhile");
    expect(await listStored()).toEqual([AS_BEFORE, AS_BEFORE, AS_BEFORE]);
  });

  test("one that was stopped is continued where it ended", async () => {
    const { id } = await startReplay(scope(), { kind: "preview", map: FLOAT });
    expect(await runReplay(id, AbortSignal.abort())).toBe("stopped");
    expect(await runReplay(id)).toBe("done");
  });

  test("it is read in bounded steps", async () => {
    const dates = Array.from({ length: 110 }, (_, day) =>
      new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10),
    );
    await store(dates);
    const { map, hash } = await findMapInForce();
    const sizes: number[] = [];
    let step: ReplayStep = { last: null, result: NOTHING_READ };
    do {
      const before = step.result.sheets;
      step = await replayStep(step.last, step.result, { loaded: { map, hash }, write: false });
      sizes.push(step.result.sheets - before);
    } while (step.last !== null);
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.at(-1)).toBe(0);
  });
});
