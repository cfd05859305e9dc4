import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { inTransaction, sql } from "../db/sql";
import { rebuildSums } from "../rebuild/rebuild-sums";
import { foldManyAddends, foldVarianceTotals } from "./fold";
import { PACKED_LEVELS } from "./levels";

await testDatabase();

const DAY = `INSERT INTO variance_added (period, centre_id, sign, state, currency, shift_ids,
  till_ids, tender_ids, expected_minor, counted_minor, sales_minor, verdicts)
  VALUES ($1, '105', 1, 'open', 'EUR', '{1}', '{T1}', '{CASH}', ARRAY[$2::bigint],
          ARRAY[$2::bigint], '{NULL}', '{matched}')`;
const ADDED = `SELECT period, sum(expected)::int AS expected
  FROM variance_added, unnest(expected_minor) AS expected
  WHERE centre_id = '105' GROUP BY period ORDER BY period`;
const CELLS = `SELECT period, sum(expected_minor)::int AS expected FROM variance_total
  WHERE centre_id = '105' AND level = 'month-cell' GROUP BY period ORDER BY period`;
const ADDEND = `INSERT INTO variance_total (level, period, centre_id, state, currency, shift_id,
  till_id, tender_id, expected_minor, counted_minor, short_minor, over_minor, sales_minor,
  sales_lines, matched_lines, within_tolerance_lines, short_lines, over_lines, uncounted_lines,
  unexpected_lines) VALUES ('month', '2026-03', $1, 'open', 'EUR', '*', '*', '*', $2, 0, 0, 0, 0,
  0, $3, 0, 0, 0, 0, 0)`;

test("rows of one key become one, and a key that comes to nothing goes", async () => {
  for (const amount of [100, 250, -40]) await sql(ADDEND, ["101", amount, 1]);
  for (const sign of [1, -1]) await sql(ADDEND, ["102", 70 * sign, sign]);
  await sql(ADDEND, ["103", 5, 1]);
  expect(await foldVarianceTotals()).toBe(5);
  expect(
    await sql(`SELECT centre_id, expected_minor::int AS expected, matched_lines AS matched
      FROM variance_total WHERE level = 'month' ORDER BY centre_id`),
  ).toEqual([
    { centre_id: "101", expected: 310, matched: 3 },
    { centre_id: "103", expected: 5, matched: 1 },
  ]);
  expect(await foldVarianceTotals()).toBe(0);
});

test("two who fold at once lose nothing", async () => {
  for (let turn = 0; turn < 30; turn += 1) await sql(ADDEND, ["104", 1, 1]);
  await Promise.all([foldVarianceTotals(), foldVarianceTotals(), sql(ADDEND, ["104", 1, 1])]);
  const [sum] = await sql(
    "SELECT sum(expected_minor)::int AS sum FROM variance_total WHERE centre_id = '104'",
  );
  expect(sum).toEqual({ sum: 31 });
});

test("what writes have added is moved before the hour when it is much", async () => {
  const added = [
    { period: "2026-04-02", expected: 30 },
    { period: "2026-05-09", expected: 5 },
  ];
  await sql(DAY, ["2026-04-02", 10]);
  await sql(DAY, ["2026-04-02", 20]);
  await sql(DAY, ["2026-05-09", 5]);
  expect(await foldManyAddends(3)).toBe(0);
  expect(await sql(ADDED)).toEqual(added);
  await inTransaction(async (tx) => {
    await tx.sql("SELECT pg_advisory_xact_lock(hashtextextended('sums of variances', 0))::text");
    expect(await foldManyAddends(2)).toBe(0);
  });
  expect(await sql(ADDED)).toEqual(added);
  expect(await foldManyAddends(2)).toBeGreaterThanOrEqual(3);
  expect(await sql(ADDED)).toEqual([]);
  expect(await sql(CELLS)).toEqual([
    { period: "2026-04", expected: 30 },
    { period: "2026-05", expected: 5 },
  ]);
});

test("smaller sums are of all days, whether cells were moved before or not", async () => {
  await sql("DELETE FROM variance_total");
  const days = await arrangeDays();
  const wrong = () => inTransaction((tx) => rebuildSums(tx, false));
  await foldVarianceTotals();
  expect(await wrong()).toBe(0);
  // As an earlier version has left them.
  await sql("DELETE FROM variance_total WHERE level = ANY ($1::text[])", [
    [...PACKED_LEVELS, "packed"],
  ]);
  await days.count({ centreId: "201", businessDate: "2026-03-02" }, "CASH", 1_00);
  await foldVarianceTotals();
  expect(await wrong()).toBe(0);
});
