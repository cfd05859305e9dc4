/** What centres owe is the sum of their days, by month, and only the reader's own. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { entry, makeSheet, tender } from "@/lib/testing/expected-sheets";
import { sql } from "../db/sql";
import { exportOwed } from "../exports/owed-csv";
import { rebuildDays } from "../rebuild/rebuild-days";
import { changeItemKind } from "./commands";
import { listOwed } from "./owed";

let centreId: string;
let rey: MadeUser;
const FROM = { validFrom: "2026-01-01", basedOnVersion: 0 };

beforeAll(async () => {
  await testDatabase();
  const { ana } = await arrangePeople(await makeCentreId());
  const scope = scopeFor("centre:administer", null, ana);
  const items = [
    { source: "tender", item: "OWED-TIPS", meaning: "tip-in-tender", within: "OWED-CARD" },
    { source: "tender", item: "OWED-GIFT", meaning: "gift-card-redeemed", within: null },
    { source: "entry", item: "owed tips out", meaning: "tip" },
    { source: "entry", item: "owed gift sold", meaning: "gift-card-sold" },
  ] as const;
  for (const item of items) await changeItemKind(scope, { ...item, ...FROM });
});
beforeEach(async () => {
  centreId = await makeCentreId();
  ({ rey } = await arrangePeople(centreId));
});

type Amounts = { tips: number | null; out: number; sold: number; redeemed: number };

async function store(date: string, { tips, out, sold, redeemed }: Amounts): Promise<void> {
  const sheet = makeSheet({
    tenders: [
      tender("CASH", "cash", 500_00),
      tender("OWED-CARD", "card", 900_00),
      tender("OWED-TIPS", "other", tips),
      tender("OWED-GIFT", "voucher", redeemed),
    ],
    expenses: [entry(out, "Owed tips out")],
    contributions: [entry(sold, "Owed gift sold")],
  });
  await storeSheet({ centreId, date }, { ...sheet, centreId, businessDate: date });
}

const read = (month: string, centreIds: string[] | null = [centreId]) =>
  listOwed(scopeFor("reconciliation:view", centreIds, rey), { month, nodeId: [] });
const cents = fc.integer({ min: 0, max: 90_000 });
const days = fc.array(fc.record({ tips: cents, out: cents, sold: cents, redeemed: cents }), {
  minLength: 3,
  maxLength: 3,
});

test("a month is what its days have in their steps and lines, to the cent, after the months before", async () => {
  const dates = ["2026-02-28", "2026-03-01", "2026-03-31"];
  const [sample = []] = fc.sample(days, { numRuns: 1, seed: 7 });
  for (const [index, amounts] of sample.entries()) await store(dates[index] ?? "", amounts);
  const details = await Promise.all(dates.map((date) => dayFor({ centreId, date }, rey)));
  const termsOf = (index: number, term: string) =>
    (details[index]?.lineDetails ?? [])
      .flatMap(({ terms }) => terms ?? [])
      .filter((one) => one.term === term)
      .flatMap(({ entries }) => entries)
      .map(({ amountMinor }) => amountMinor ?? 0);
  const sum = (amounts: readonly number[]) => amounts.reduce((total, one) => total + one, 0);
  const tips = [1, 2].flatMap((index) => termsOf(index, "tips"));
  const { rows, totals } = await read("2026-03");
  expect(rows).toMatchObject([{ centreId, since: "2026-02-28", currency: "EUR" }]);
  expect(rows[0]?.tips).toEqual({
    beforeMinor: sum(termsOf(0, "tips")),
    inMinor: sum(tips.filter((one) => one > 0)),
    outMinor: -sum(tips.filter((one) => one < 0)),
    afterMinor: sum([...termsOf(0, "tips"), ...tips]),
    unknown: 0,
  });
  const redeemed = details.map(
    (day) => day.lineDetails.find(({ tenderId }) => tenderId === "OWED-GIFT")?.expectedMinor ?? 0,
  );
  const sold = [0, 1, 2].map((index) => sum(termsOf(index, "gift-cards")));
  expect(rows[0]?.giftCards).toMatchObject({
    beforeMinor: (sold[0] ?? 0) - (redeemed[0] ?? 0),
    inMinor: sum(sold.slice(1)),
    outMinor: sum(redeemed.slice(1)),
    afterMinor: sum(sold) - sum(redeemed),
  });
  expect(totals).toEqual([{ currency: "EUR", tips: rows[0]?.tips, giftCards: rows[0]?.giftCards }]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("an amount that is not provided leaves its month and all later ones unknown", async () => {
  await store("2026-03-01", { tips: null, out: 0, sold: 5_00, redeemed: 0 });
  await store("2026-04-01", { tips: 3_00, out: 0, sold: 0, redeemed: 0 });
  const unknown = { inMinor: null, outMinor: null, afterMinor: null, unknown: 1 };
  expect((await read("2026-03")).rows[0]).toMatchObject({
    tips: { beforeMinor: 0, ...unknown },
    giftCards: { inMinor: 5_00, afterMinor: 5_00 },
  });
  expect((await read("2026-04")).rows[0]?.tips).toMatchObject({
    beforeMinor: null,
    inMinor: 3_00,
    afterMinor: null,
  });
  const scope = scopeFor("reconciliation:view", [centreId], rey);
  const file = await (await exportOwed(scope, { month: "2026-04", nodeId: [] })).text();
  const [row] = file.split("\r\n").filter((one) => one.includes(",tips,"));
  expect(row).toContain("2026-03-01,tips,EUR,,3.00,0.00,,0");
});

test("a centre that is not the reader's is not in the list, nor in the totals", async () => {
  await store("2026-03-01", { tips: 3_00, out: 0, sold: 0, redeemed: 0 });
  expect(await read("2026-03", [await makeCentreId()])).toEqual({ rows: [], totals: [] });
  const [row] = await sql<{ tips: string }>(
    `SELECT tips_in_minor AS tips FROM reconciliation WHERE centre_id = $1`,
    [centreId],
  );
  expect(row?.tips).toBe("300");
});

test("days that were stored before their sums are unknown until they are recomputed", async () => {
  await store("2026-05-04", { tips: 12_00, out: 2_00, sold: 30_00, redeemed: 10_00 });
  const known = await read("2026-05");
  await sql(
    `UPDATE reconciliation SET tips_in_minor = 0, tips_out_minor = 0, gift_cards_in_minor = 0,
       gift_cards_out_minor = 0 WHERE centre_id = $1`,
    [centreId],
  );
  const folder = "prisma/migrations/20261128184501_days_before_what_they_owe";
  await sql(await readFile(`${folder}/migration.sql`, "utf8"));
  const unknown = { inMinor: null, outMinor: null, afterMinor: null, unknown: 1 };
  expect((await read("2026-05")).rows).toMatchObject([{ tips: unknown, giftCards: unknown }]);
  await rebuildDays({ write: true });
  expect(await read("2026-05")).toEqual(known);
});
