/** An upgrade of the first version with its data, and what the check of migrations finds. */
import { createHash } from "node:crypto";
import { beforeAll, beforeEach, expect, inject, test } from "vitest";
import { listMigrations } from "../postgres/migrate";
import { withClient } from "../postgres/with-client";
import { applyBesideReaders } from "./beside-readers";
import { makeFirstVersion } from "./first-version";

const { adminUrl, prefix } = inject("testServer");
const DAYS = 60;
const DAY = { centreId: "M0", businessDate: "2025-11-30" };
const firstVersion = `${prefix}first_version`;
let url = "";
let number = 0;

beforeAll(async () => {
  await makeDatabase(firstVersion, "template1");
  await withClient(urlOf(firstVersion), (client) => makeFirstVersion(client, DAYS));
});

beforeEach(async () => {
  const name = `${prefix}beside_${(number += 1)}`;
  await makeDatabase(name, firstVersion);
  url = urlOf(name);
});

test("every migration since the first version lets readers through and loses nothing", async () => {
  const passed = await applyBesideReaders(url, listMigrations(), DAY);
  expect(passed.length).toBeGreaterThan(70);
  expect(passed.filter(({ refused }) => refused > 0)).toEqual([]);
  const { rows } = await withClient(url, (client) =>
    client.query(
      `SELECT count(*)::int AS lines, sum(expected_minor)::int AS expected,
              sum(counted_minor)::int AS counted,
              count(DISTINCT business_date || centre_id) FILTER (WHERE first_of_day)::int AS days,
              count(first_of_day)::int AS marked,
              (SELECT count(*)::int FROM till_count) AS counts,
              (SELECT count(*)::int FROM audit_entry WHERE action = 'count') AS entries
         FROM reconciliation_line`,
    ),
  );
  const sums = { expected: DAYS * 215_000, counted: DAYS * 208_000 };
  const marks = { days: DAYS, marked: DAYS };
  expect(rows).toEqual([{ lines: DAYS * 3, ...sums, ...marks, counts: DAYS * 2, entries: DAYS }]);
}, 120_000);

test("a migration that makes others wait for over a second is found", async () => {
  const [passed] = await applyOne("LOCK TABLE cash_sheet; SELECT pg_sleep(1.6)");
  expect(passed?.refused).toBeGreaterThan(0);
});

test("a migration that ends at once has readers before and after it", async () => {
  const [passed] = await applyOne("SELECT 1");
  expect(passed?.readings).toBeGreaterThanOrEqual(2 * 2 * 6);
});

test("a reader that fails while a migration runs fails the check", async () => {
  const passed = applyOne("ALTER TABLE cash_sheet RENAME TO gone; COMMIT; SELECT pg_sleep(1)");
  await expect(passed).rejects.toThrow('relation "cash_sheet" does not exist');
});

async function makeDatabase(name: string, template: string): Promise<void> {
  await withClient(adminUrl, (admin) =>
    admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`),
  );
}

const urlOf = (name: string) => new URL(`/${name}`, adminUrl).href;

/** Applies it to the first version. */
async function applyOne(sql: string) {
  const checksum = createHash("sha256").update(sql).digest("hex");
  const first = listMigrations().filter(({ name }) => name <= "20261125120000_just_under");
  return applyBesideReaders(url, [...first, { name: "20261125120001_own", sql, checksum }], DAY);
}
