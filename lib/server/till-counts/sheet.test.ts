import { beforeAll, expect, test } from "vitest";
import { countSheetSchema } from "@/lib/contracts/till-count";
import type { Centre } from "@/lib/contracts/centre";
import type { CashSheet, RegisterShift } from "@/lib/domain/cash-sheet";
import { minor } from "@/lib/domain/money";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { recomputeDays } from "@/lib/server/recompute/recompute-days";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeCounting } from "@/lib/testing/arrange-counting";
import { testDatabase } from "@/lib/testing/database";
import { EMPTY_SHIFT } from "@/lib/testing/expected-sheets";
import { recordTillCount } from "./commands";
import { getCountSheet } from "./sheet";

const EXPECTED = 731_977;
const HASH = "0".repeat(64);
let centre: Centre;

beforeAll(async () => {
  await testDatabase();
  centre = await makeCentre();
  await storeSheet("2026-11-22");
});

test("the sheet names shifts, tills and tenders, and no figure that Cashrec expects", async () => {
  const sheet = await read("2026-11-22");
  expect(countSheetSchema.parse(sheet)).toEqual(sheet);
  expect(sheet).toMatchObject({ shapeFrom: null, state: "open", currency: "EUR" });
  expect(sheet.shifts).toMatchObject([
    {
      shiftId: "1",
      shiftName: "Morning",
      tillId: "T1",
      tillName: "Till 1",
      tenders: [
        { tenderId: "CASH", tenderName: "Cash", kind: "cash", countedMinor: null, version: 0 },
        { tenderId: "CARD", tenderName: "Cards", kind: "card", countedMinor: null },
      ],
    },
  ]);
  expect(JSON.stringify(sheet)).not.toMatch(/expected|difference|verdict|tolerance|731977/i);
});

test("before Cashrec has the day, the tills of the last day are offered", async () => {
  const sheet = await read("2026-11-23");
  expect(sheet.shapeFrom).toBe("2026-11-22");
  expect(sheet.shifts[0]?.tenders.map(({ tenderId }) => tenderId)).toEqual(["CASH", "CARD"]);
});

test("a count stands in its place, and one that nobody lists has a place of its own", async () => {
  const iker = await makeUser({ name: "Iker Arana" });
  const scope = scopeFor("till-count:record", [centre.id], iker);
  const key = { centreId: centre.id, businessDate: "2026-11-23", shiftId: "1", tillId: "T1" };
  await recordTillCount(scope, { ...key, tenderId: "CASH", countedMinor: 100 }, "screen");
  await recordTillCount(scope, { ...key, tillId: "T9", tenderId: "TIPS", countedMinor: 5 }, "api");
  const sheet = await read("2026-11-23");
  expect(sheet.shifts).toMatchObject([
    {
      tillId: "T1",
      shiftName: "Morning",
      tenders: [
        { tenderId: "CASH", countedMinor: 100, version: 1, countedBy: "Iker Arana" },
        { tenderId: "CARD", countedMinor: null },
      ],
    },
    { tillId: "T9", tenders: [{ tenderId: "TIPS", tenderName: null, countedMinor: 5 }] },
  ]);
});

test("a till says which notes and coins it usually has, of earlier days and without how many", async () => {
  const centre = await arrangeCounting({ blindMode: "hidden" });
  const days = ["2026-03-01", "2026-03-02", "2026-03-03"];
  for (const date of days) await centre.store(date);
  const pieces = (...values: number[]) =>
    values.map((valueMinor) => ({ valueMinor, quantity: valueMinor === 100 ? 0 : 4_711 }));
  const roll = { valueMinor: 10, quantity: 3, per: 40 };
  const count = (businessDate: string, denominations: object[], tenderId = "CASH") =>
    centre.count("counter", { businessDate, denominations, tenderId });
  await count("2026-03-01", [...pieces(5_000, 100), roll]);
  await count("2026-03-02", pieces(2_000));
  await count("2026-03-02", pieces(1_234), "CARD");
  await count("2026-03-03", pieces(50));
  const usualOn = async (date: string) =>
    (await centre.sheet("counter", date)).shifts[0]?.usualValues;
  expect(await usualOn("2026-03-01")).toEqual([]);
  expect(await usualOn("2026-03-03")).toEqual([5_000, 2_000]);
  expect(JSON.stringify((await centre.sheet("counter", "2026-03-04")).shifts)).not.toMatch(/4711/);
  expect(await usualOn("2026-03-04")).toEqual([5_000, 2_000, 50]);
});

test("a centre without any day has an empty sheet", async () => {
  const fresh = await makeCentre();
  const sheet = await getCountSheet(scopeFor("till-count:view", [fresh.id]), {
    centreId: fresh.id,
    businessDate: "2026-11-23",
  });
  expect(sheet).toMatchObject({ shifts: [], shapeFrom: null });
});

function read(businessDate: string) {
  const scope = scopeFor("till-count:view", [centre.id]);
  return getCountSheet(scope, { centreId: centre.id, businessDate });
}

async function storeSheet(businessDate: string): Promise<void> {
  const amount = { amount: minor(EXPECTED), rounded: false };
  const shift: RegisterShift = {
    ...EMPTY_SHIFT,
    float: amount,
    tenders: [
      { tenderId: "CASH", tenderName: "Cash", kind: "cash", amount },
      { tenderId: "CARD", tenderName: "Cards", kind: "card", amount },
    ],
    expenses: [],
    contributions: [],
    withdrawals: [],
    deposits: [],
    pickups: [],
  };
  const sheet: CashSheet = {
    centreId: centre.id,
    businessDate,
    currency: "EUR",
    status: null,
    shifts: [shift],
  };
  const key = [centre.id, businessDate];
  await sql(
    `INSERT INTO cash_sheet_version (centre_id, business_date, version, hash, payload, sheet,
       field_map_hash, fetched_at) VALUES ($1, $2, 1, $4, '{}', $3::jsonb, $4, now())`,
    [...key, JSON.stringify(sheet), HASH],
  );
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at)
     VALUES ($1, $2, 1, $3, now())`,
    [...key, HASH],
  );
  await inTransaction((tx) => recomputeDays(tx, [{ centreId: centre.id, businessDate }]));
}
