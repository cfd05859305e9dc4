/** Settings that were columns of centres are the same after the upgrade, centre by centre. */
import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { makeCentre } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { listCashLimits } from "./cash-limit";
import { BUILT_IN, readCountingOf } from "./counting";

const FOLDER = "prisma/migrations/20261128181200_centre_settings";
const DATE = "2026-03-02";
const USUAL = { blindMode: "after-entry", recountsMax: 1, approval: "always" } as const;
const OWN = { blindMode: "shown", recountsMax: 3, approval: "above-limit" } as const;

beforeAll(testDatabase);

/** Puts the tables back as they were before it. */
async function undoMigration(): Promise<void> {
  await asOwner("DROP TABLE centre_setting CASCADE");
  await asOwner(`ALTER TABLE centre ADD COLUMN blind_mode TEXT NOT NULL DEFAULT 'hidden',
    ADD COLUMN recounts_max INTEGER NOT NULL DEFAULT 2,
    ADD COLUMN approval TEXT NOT NULL DEFAULT 'above-limit', ADD COLUMN cash_limit_minor BIGINT`);
}

async function set(centreId: string, counting: typeof USUAL | typeof OWN, limit: number | null) {
  await sql(
    `UPDATE centre SET blind_mode = $2, recounts_max = $3, approval = $4, cash_limit_minor = $5
      WHERE id = $1`,
    [centreId, counting.blindMode, counting.recountsMax, counting.approval, limit],
  );
}

async function migrate(): Promise<void> {
  const migration = await readFile(`${FOLDER}/migration.sql`, "utf8");
  await asOwner(migration);
}

test("each centre counts as before, and has its limit", async () => {
  const [one, other, third] = [await makeCentre(), await makeCentre(), await makeCentre()];
  await undoMigration();
  await set(one.id, USUAL, 2_000_00);
  await set(other.id, OWN, null);
  await set(third.id, USUAL, 0);
  await migrate();
  const countingOf = await readCountingOf(sql, [one.id, other.id, third.id]);
  expect(countingOf(one.id, DATE)).toEqual(USUAL);
  expect(countingOf(other.id, DATE)).toEqual(OWN);
  expect(countingOf(third.id, DATE)).toEqual(USUAL);
  // What most centres share becomes usual, and a new centre follows it.
  expect((await readCountingOf(sql, ["new"]))("new", DATE)).toEqual(USUAL);
  expect(await listCashLimits()).toEqual(
    [
      { centreId: one.id, currency: "EUR", limitMinor: 2_000_00 },
      { centreId: third.id, currency: "EUR", limitMinor: 0 },
    ].toSorted((a, b) => (a.centreId < b.centreId ? -1 : 1)),
  );
});

test("what was set as usual stays so, even where most centres differ", async () => {
  const [one] = await sql<{ id: string }>("SELECT id FROM centre ORDER BY id LIMIT 1");
  await undoMigration();
  await sql("INSERT INTO setting (name, value) VALUES ('counting.usual', $1::jsonb)", [
    JSON.stringify(OWN),
  ]);
  await migrate();
  const countingOf = await readCountingOf(sql, [one?.id ?? "", "new"]);
  expect(countingOf(one?.id ?? "", DATE)).toEqual(BUILT_IN);
  expect(countingOf("new", DATE)).toEqual(OWN);
});
