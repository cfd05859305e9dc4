import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { listDays } from "@/lib/domain/business-date";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { makeSheet, makeShift, standIn } from "@/lib/testing/sheet-source";
import { AppError } from "../app-error";
import { inTransaction, sql } from "../db/sql";
import { listFailures } from "./failed-readings";
import { getSync } from "./queries";
import { planSync } from "./request";
import { runSync } from "./run";

const RANGE = { from: "2026-03-01", to: "2026-03-10" };
let centreIds: string[] = [];

beforeAll(testDatabase);
beforeEach(async () => {
  const centres = await Promise.all([makeCentre(), makeCentre(), makeCentre()]);
  centreIds = centres.map(({ id }) => id).sort();
});

const plan = (range = RANGE, ids = centreIds) =>
  inTransaction((tx) => planSync(tx.sql, { centreIds: ids, ...range, requestedById: null }));

const follow = (id: string) => getSync(scopeFor("sync:view", null), { id });

async function listSheets(): Promise<Record<string, unknown>[]> {
  return sql(
    `SELECT centre_id, business_date, version, (SELECT count(*)::int FROM reconciliation_line l
        WHERE l.centre_id = s.centre_id AND l.business_date = s.business_date) AS lines
       FROM cash_sheet s WHERE centre_id = ANY($1) ORDER BY 1, 2`,
    [centreIds],
  );
}

describe("a pass over Cashrec", () => {
  test("stores every sheet with its lines and says how far it is", async () => {
    const id = await plan();
    expect(await follow(id)).toMatchObject({ state: "pending", done: 0, total: 30 });
    expect(await runSync(id, { client: standIn(makeSheet) })).toBe("done");
    expect(await follow(id)).toMatchObject({ state: "done", done: 30, total: 30, failures: [] });
    const rows = await listSheets();
    expect(rows).toHaveLength(30);
    expect(rows.every(({ version, lines }) => version === 1 && lines === 2)).toBe(true);
    const days = await sql(
      `SELECT currency, uncounted_minor::int AS uncounted, uncounted_lines AS lines, version
         FROM reconciliation WHERE centre_id = $1 AND business_date = $2`,
      [centreIds[0], RANGE.from],
    );
    expect(days).toEqual([{ currency: "EUR", uncounted: 150_00, lines: 2, version: 1 }]);
  });

  test("remembers that it asked where Cashrec has no sheet", async () => {
    const client = standIn((id, date) => (date === RANGE.from ? makeSheet(id, date) : null));
    await runSync(await plan(), { client });
    const rows = await listSheets();
    expect(rows.filter(({ version }) => version === 0)).toHaveLength(27);
    expect(
      await sql("SELECT FROM reconciliation WHERE centre_id = ANY($1)", [centreIds]),
    ).toHaveLength(3);
  });

  test("keeps the version of a sheet that did not change, and adds one where it did", async () => {
    await runSync(await plan(), { client: standIn(makeSheet) });
    const corrected = (id: string, date: string): CashSheet =>
      date === "2026-03-02" ? makeSheet(id, date, [makeShift({ CASH: 1 })]) : makeSheet(id, date);
    await runSync(await plan(), { client: standIn(corrected) });
    const rows = await listSheets();
    const changed = rows.filter(({ version }) => version === 2);
    expect(changed).toHaveLength(3);
    expect(changed.every((row) => row.business_date === "2026-03-02" && row.lines === 1)).toBe(
      true,
    );
    const days = await sql<{ version: number }>(
      "SELECT version FROM reconciliation WHERE centre_id = ANY($1) AND version > 1",
      [centreIds],
    );
    expect(days).toHaveLength(3);
  });

  test("a sheet that is gone and comes back is a version of its own each time", async () => {
    const day = { from: RANGE.from, to: RANGE.from };
    const [centreId = ""] = centreIds;
    for (const client of [standIn(makeSheet), standIn(() => null), standIn(makeSheet)]) {
      await runSync(await plan(day, [centreId]), { client });
    }
    expect(await listSheets()).toMatchObject([{ version: 3, lines: 2 }]);
  });

  test.each([
    ["", {}],
    [", also if Cashrec requests a pause for it each time", { retryAfter: 0 }],
  ])("one bad centre fails alone, and its failure goes once it was read%s", async (_, details) => {
    const [bad = ""] = centreIds;
    const client = standIn(makeSheet, async ({ centreIds: asked }) => {
      if (asked.includes(bad))
        throw new AppError("UPSTREAM_UNAVAILABLE", "Cashrec is down.", details);
      return Promise.resolve();
    });
    const id = await plan();
    expect(await runSync(id, { client })).toBe("failed");
    const sync = await follow(id);
    expect(sync).toMatchObject({ state: "failed", done: 20, total: 30 });
    expect(sync.failures.every(({ centreId }) => centreId === bad)).toBe(true);
    expect(sync.failures[0]).toMatchObject({
      code: "UPSTREAM_UNAVAILABLE",
      message: "Cashrec is down.",
    });
    expect(await listFailures(null, RANGE.from, RANGE.to)).toHaveLength(1);
    expect(await listFailures([centreIds[1] ?? ""], RANGE.from, RANGE.to)).toEqual([]);
    expect(await listSheets()).toHaveLength(20);

    await runSync(await plan(), { client: standIn(makeSheet) });
    expect(await listFailures(null, RANGE.from, RANGE.to)).toEqual([]);
  });

  test.each(["UPSTREAM_UNAVAILABLE", "UPSTREAM_REFUSED"] as const)(
    "centres that fail, all but one of them, keep that one from nothing (%s)",
    async (code) => {
      const more = await Promise.all(Array.from({ length: 8 }, () => makeCentre()));
      centreIds = [...centreIds, ...more.map(({ id }) => id)].sort();
      const good = centreIds.at(-1);
      const client = standIn((id, date) => {
        if (id !== good) throw new AppError(code, "Not this one.");
        return makeSheet(id, date);
      });
      client.breakers = () => ({ isOpen: false, openGroups: 10 });
      await runSync(await plan(), { client });
      const stored = (await listSheets()).map((sheet) => sheet.centre_id);
      expect(stored).toEqual(listDays(RANGE).map(() => good));
    },
  );

  test("where the form is unknown, one bad day fails alone", async () => {
    const [bad = ""] = centreIds;
    const client = standIn((id, date) => {
      if (id === bad && date === "2026-03-05") throw new AppError("UPSTREAM_CHANGED", "Unknown.");
      return makeSheet(id, date);
    });
    const id = await plan();
    await runSync(id, { client });
    expect((await follow(id)).failures).toEqual([
      {
        centreId: bad,
        from: "2026-03-05",
        to: "2026-03-05",
        code: "UPSTREAM_CHANGED",
        message: "Unknown.",
      },
    ]);
    expect(await listSheets()).toHaveLength(29);
  });

  test("stops asking when Cashrec refuses again and again", async () => {
    const many = { from: "2024-01-01", to: "2025-12-31" };
    const client = standIn(() => {
      throw new AppError("UPSTREAM_REFUSED", "The credentials are wrong.");
    });
    const id = await plan(many);
    expect(await runSync(id, { client })).toBe("failed");
    expect(client.asked.length).toBeLessThan(30);
    const sync = await follow(id);
    const days = listDays(many).length * centreIds.length;
    expect(sync).toMatchObject({ done: 0, total: days });
  });

  test("nothing of a part is stored when one of its sheets can't be", async () => {
    const client = standIn((id, date) => ({
      ...makeSheet(id, date),
      status: date === "2026-03-03" ? "\u0000" : null,
    }));
    const id = await plan();
    await runSync(id, { client });
    const { failures } = await follow(id);
    expect(failures).toHaveLength(3);
    expect(failures[0]).toMatchObject({
      code: "UPSTREAM_CHANGED",
      message: expect.stringContaining(
        "on 2026-03-03 holds characters that can't be stored",
      ) as string,
    });
    expect(failures[0]?.message).toContain("at $.status");
    expect(await listSheets()).toHaveLength(27);
  });
});

describe("several at once", () => {
  test("two passes over the same days ask Cashrec once", async () => {
    const scopes = [scopeFor("sync:start", centreIds), scopeFor("sync:start", centreIds)];
    const ids = await Promise.all(
      scopes.map(({ actorId }) =>
        inTransaction((tx) => planSync(tx.sql, { centreIds, ...RANGE, requestedById: actorId })),
      ),
    );
    expect(new Set(ids).size).toBe(2);
    const client = standIn(makeSheet, () => new Promise((done) => setTimeout(done, 50)));
    await Promise.all(ids.map((id) => runSync(id, { client })));
    expect(client.asked).toHaveLength(2);
    for (const id of ids) expect(await follow(id)).toMatchObject({ state: "done", done: 30 });
  });

  test("asking again widens the pass that waits", async () => {
    const first = await plan({ from: "2026-03-01", to: "2026-03-07" });
    const again = await plan({ from: "2026-03-02", to: "2026-03-06" });
    expect(again).toBe(first);
    expect(await follow(first)).toMatchObject({ total: 21 });
    const wider = await plan({ from: "2026-03-01", to: "2026-03-14" });
    expect(wider).toBe(first);
    await runSync(first, { client: standIn(makeSheet) });
    expect(await listSheets()).toHaveLength(42);
    expect(await plan()).not.toBe(first);
  });
});

test("a reader sees the share of their own centres, and nothing of a pass over others", async () => {
  const id = await plan();
  await runSync(id, { client: standIn(makeSheet) });
  const [mine = ""] = centreIds;
  expect(await getSync(scopeFor("sync:view", [mine]), { id })).toMatchObject({
    done: 10,
    total: 10,
  });
  const other = await makeCentre();
  await expect(getSync(scopeFor("sync:view", [other.id]), { id })).rejects.toThrow("no such pass");
  await expect(getSync(scopeFor("sync:view", null), { id: "x" })).rejects.toThrow("no such pass");
});
