import { beforeAll, describe, expect, test } from "vitest";
import { todaySchema } from "@/lib/contracts/today";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { recordStatements } from "@/lib/testing/explained-statements";
import { inTransaction, sql } from "../db/sql";
import { findFreshness } from "../reconciliations/freshness";
import { listCoverage } from "./coverage";
import { getToday } from "./queries";

/** In Madrid the business date 12 March has ended, and 13 March is running. */
const NOW = Date.parse("2026-03-13T11:00:00Z");

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
});

const today = (centreIds: string[] | null = null) =>
  getToday(scopeFor("reconciliation:view", centreIds), { now: NOW });

describe("today", () => {
  test("covers the last fourteen finished business dates, and keeps its contract", async () => {
    const response = await today();
    expect(todaySchema.parse(response)).toEqual(response);
    expect(response).toMatchObject({ from: "2026-02-27", to: "2026-03-12", coverageCentres: 3 });
    expect(response.coverage.map(({ centreName }) => centreName)).toEqual([
      "Kyoto",
      "North",
      "South",
    ]);
    expect(response.coverage.every(({ days }) => days.length === 14)).toBe(true);
    const sums = await sql<{ counted: number; lines: number }>(
      `SELECT sum(matched_lines + within_tolerance_lines + short_lines + over_lines)::int
                AS counted,
              sum(matched_lines + within_tolerance_lines + short_lines + over_lines
                + uncounted_lines)::int AS lines
         FROM reconciliation WHERE business_date BETWEEN $1 AND $2
        GROUP BY centre_id ORDER BY centre_id`,
      [response.from, response.to],
    );
    const byId = response.coverage.toSorted((a, b) => (a.centreId < b.centreId ? -1 : 1));
    expect(byId.map(({ counted }) => counted)).toEqual(sums);
  });

  test("needs add up to the days' own totals, and never mix currencies", async () => {
    const { needs } = await today();
    for (const kind of ["short", "over", "uncounted", "unexpected"] as const) {
      const mine = needs.filter((need) => need.kind === kind);
      const rows = await sql<{ currency: string; amount: string; lines: string }>(
        `SELECT currency, sum(${kind}_minor) AS amount, sum(${kind}_lines) AS lines
           FROM reconciliation GROUP BY 1 ORDER BY 1`,
      );
      const lines = mine.reduce((sum, need) => sum + need.lines, 0);
      expect(lines).toBe(rows.reduce((sum, row) => sum + Number(row.lines), 0));
      for (const { currency, amount } of rows) {
        const parts = mine.flatMap(({ amounts }) => amounts);
        const sum = parts
          .filter((part) => part.currency === currency)
          .reduce((total, part) => total + part.amountMinor, 0);
        expect(sum, `${kind} ${currency}`).toBe(Number(amount));
      }
    }
  });

  test("what is reviewed only waits for the next move", async () => {
    await sql(`UPDATE reconciliation SET state = 'reviewed' WHERE business_date = '2026-03-12'`);
    const { needs, coverage } = await today(["201"]);
    const ofDay = needs.filter(({ businessDate }) => businessDate === "2026-03-12");
    expect(ofDay.every(({ kind }) => kind === "approval" || kind === "closure")).toBe(true);
    expect(coverage[0]?.days.at(-1)?.state).toBe("reviewed");
  });

  test("tells apart what was not read, what has no sheet and what is not counted", async () => {
    await sql(`INSERT INTO cash_sheet VALUES ('201', '2026-03-03', 0, NULL, now())`);
    const { coverage } = await today(["201"]);
    const state = (date: string) =>
      coverage[0]?.days.find(({ businessDate }) => businessDate === date)?.state;
    expect(state("2026-03-03")).toBe("no-sheet");
    expect(state("2026-03-04")).toBe("unread");
    expect(state("2026-03-02")).toBe("late-part");
  });

  test("the last day of a span that is over has ended like the others", async () => {
    const span = { centreIds: ["201"], from: "2026-03-01", to: "2026-03-02" };
    const now = Date.parse("2026-04-01T12:00:00Z");
    const { rows } = await listCoverage(span, [], { now });
    expect(rows[0]?.days.at(-1)).toMatchObject({ businessDate: "2026-03-02", state: "late-part" });
  });

  test("knows nothing of other people's centres", async () => {
    const response = await today(["202"]);
    const ids = response.needs.flatMap(({ centres }) => centres.map(({ id }) => id));
    expect(new Set([...ids, ...response.coverage.map(({ centreId }) => centreId)])).toEqual(
      new Set(["202"]),
    );
  });
});

test("the revision of many days is read from an index alone", async () => {
  const span = { centreIds: null, from: "2026-03-01", to: "2026-03-12" };
  const statements = await recordStatements(() => findFreshness(span));
  const asked = statements.find(({ text }) => text.includes("max(d.revision)"));
  const plan = await inTransaction(async ({ sql: run }) => {
    // A table as small as this one would be read whole.
    await run("SET LOCAL enable_seqscan = off");
    await run("SET LOCAL enable_bitmapscan = off");
    return run<{ "QUERY PLAN": string }>(`EXPLAIN ${asked?.text ?? ""}`, asked?.values);
  });
  expect(plan.map((line) => line["QUERY PLAN"]).join("\n")).toMatch(
    /Index Only Scan.* on reconciliation(_\d{4}_\d{2})? d/,
  );
});
