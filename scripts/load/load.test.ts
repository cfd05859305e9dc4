import { beforeAll, describe, expect, test } from "vitest";
import { prisma } from "@/lib/server/db/client";
import { sql } from "@/lib/server/db/sql";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { verifyAudit } from "@/lib/server/audit/verify";
import { testDatabase, watchRows } from "@/lib/testing/database";
import { easterSunday } from "./calendar";
import { type Loaded, loadDatabase } from "./load-database";

const OPTIONS = { centres: 20, days: 5, until: "2026-11-20", auditShare: 0.3 };
let loaded: Loaded;

beforeAll(async () => {
  await testDatabase();
  await watchRows();
  loaded = await loadDatabase(OPTIONS);
}, 120_000);

describe("a loaded database", () => {
  test("has every line of three shifts, three tills and five tenders, and their sums", async () => {
    const [stored] = await sql(
      `SELECT count(*)::int AS lines, (SELECT count(*)::int FROM till_count) AS counts,
              (SELECT count(*)::int FROM move) AS moves,
              (SELECT count(*)::int FROM cash_sheet) AS "centreDays",
              (SELECT count(*)::int FROM cash_sheet WHERE version = 1) * 45 AS due
         FROM reconciliation_line WHERE expected_minor IS NOT NULL`,
    );
    const { centreDays, lines, counts, moves } = loaded;
    expect(centreDays).toBe(OPTIONS.centres * OPTIONS.days);
    expect(stored).toEqual({ centreDays, lines, counts, moves, due: lines });
    const [sums] = await sql(
      `SELECT (SELECT sum(expected_minor) FROM reconciliation_line
                WHERE difference_minor IS NOT NULL)
              = (SELECT sum(expected_minor) FROM reconciliation) AS expected,
              (SELECT sum(counted_minor) FROM till_count)
              = (SELECT sum(counted_minor) FROM reconciliation_line) AS counted,
              (SELECT sum(expected_minor) FROM reconciliation)
              = (SELECT sum(expected_minor) FROM variance_total WHERE level = 'month') AS totals`,
    );
    expect(sums).toEqual({ expected: true, counted: true, totals: true });
  });

  test("would not change when every line and sum is computed again", async () => {
    const result = await rebuildDays({ write: false });
    expect(result).toMatchObject({ days: loaded.centreDays, outdated: 0, sums: 0 });
  });

  test("has what people do: most lines match, and nothing is left to explain on signed days", async () => {
    const [judged] = await sql<{ matched: number; late: number; short: number }>(
      `SELECT avg((verdict = 'matched')::int)::float8 AS matched,
              avg((verdict = 'short')::int)::float8 AS short FROM reconciliation_line`,
    );
    expect(judged?.matched).toBeGreaterThan(0.9);
    expect(judged?.short).toBeGreaterThan(0.005);
    const signed = await sql<{ days: number; left: number }>(
      `SELECT count(*)::int AS days, sum(unexplained_lines + unwaived_lines)::int AS left
         FROM reconciliation WHERE state <> 'open'`,
    );
    expect(signed).toEqual([{ days: expect.any(Number) as number, left: 0 }]);
    expect(signed[0]?.days).toBeGreaterThan(OPTIONS.centres);
    const wrong = await sql(
      `SELECT r.centre_id FROM reconciliation r
        WHERE r.state <> coalesce((SELECT m.to_state FROM move m
                WHERE m.centre_id = r.centre_id AND m.business_date = r.business_date
                ORDER BY m.number DESC LIMIT 1), 'open')`,
    );
    expect(wrong).toEqual([]);
  });

  test("has an audit trail that holds, and notes that the database is a loaded one", async () => {
    expect(await verifyAudit()).toMatchObject({ broken: null, isComplete: true });
    const past = await sql(
      `SELECT after ->> 'table' AS name FROM audit_entry WHERE action = 'database.row-changed'`,
    );
    expect(past).toEqual([{ name: "setting" }]);
  });

  test("continues with what is missing, and does nothing twice", async () => {
    const more = await loadDatabase({ ...OPTIONS, centres: 21 });
    expect(more.centreDays).toBe(OPTIONS.days);
    expect(await loadDatabase(OPTIONS)).toMatchObject({ centreDays: 0, lines: 0 });
  });

  test("is never made of a database that is in use", async () => {
    await prisma().setting.delete({ where: { name: "load" } });
    await expect(loadDatabase(OPTIONS)).rejects.toThrow("has centres or people already");
  });
});

test("Easter moves the holidays that follow it", () => {
  expect([2024, 2025, 2026, 2038].map(easterSunday)).toEqual([
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2038-04-25",
  ]);
});
