/** What centres owe is the sum of their days, by month, and only the reader's own. */
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { DAY_STATES } from "@/lib/domain/day";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangePeople, dayFor, makeCentreId, storeSheet } from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { entry, makeSheet, tender } from "@/lib/testing/expected-sheets";
import { storeLongTerms } from "@/lib/testing/long-terms";
import { sql } from "../db/sql";
import { exportOwed } from "../exports/owed-csv";
import { rebuildDays } from "../rebuild/rebuild-days";
import { OWED_SUMS } from "../variances/columns";
import { foldVarianceTotals } from "../variances/fold";
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
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
});

const DATES = ["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
const sums = fc.tuple(cents, cents, fc.nat(1));
const moves = fc.record({
  date: fc.constantFrom(...DATES),
  state: fc.constantFrom(...DAY_STATES),
  tips: sums,
  giftCards: sums,
  isFolded: fc.boolean(),
});

test("every month is the sum of its days, after any moves", async () => {
  for (const date of DATES) await store(date, { tips: 1, out: 0, sold: 0, redeemed: 0 });
  await fc.assert(
    fc.asyncProperty(moves, async ({ date, state, tips, giftCards, isFolded }) => {
      await sql(
        `UPDATE reconciliation SET state = $3, tips_in_minor = $4, tips_out_minor = $5,
           tips_unknown = $6, gift_cards_in_minor = $7, gift_cards_out_minor = $8,
           gift_cards_unknown = $9 WHERE centre_id = $1 AND business_date = $2`,
        [centreId, date, state, ...tips, ...giftCards],
      );
      if (isFolded) await foldVarianceTotals();
      for (const month of ["2026-02", "2026-03", "2026-04"]) {
        const [{ tips, giftCards } = NONE] = (await read(month)).rows;
        expect({ tips, giftCards }).toEqual(await addUpDays(month));
      }
    }),
    { numRuns: 25 },
  );
  // The days get their own sums again, and with them the months.
  await sql("UPDATE reconciliation SET state = 'open' WHERE centre_id = $1", [centreId]);
  expect(await rebuildDays({ write: true })).toMatchObject({ sums: 0 });
  expect((await read("2026-04")).rows[0]?.tips).toMatchObject({ beforeMinor: 3, afterMinor: 4 });
});

const NOTHING = { beforeMinor: 0, inMinor: 0, outMinor: 0, afterMinor: 0, unknown: 0 };
const NONE = { tips: NOTHING, giftCards: NOTHING };

/** Reads the rows of the days one by one. */
async function addUpDays(month: string) {
  type Sums = [number, number, number];
  const rows = await sql<{ month: string; tips: Sums; giftCards: Sums }>(
    `SELECT left(business_date, 7) AS month,
            jsonb_build_array(tips_in_minor, tips_out_minor, tips_unknown) AS tips,
            jsonb_build_array(gift_cards_in_minor, gift_cards_out_minor, gift_cards_unknown)
              AS "giftCards"
       FROM reconciliation WHERE centre_id = $1`,
    [centreId],
  );
  const figuresOf = (kind: "tips" | "giftCards") => {
    const before = addUp(rows.filter((row) => row.month < month).map((row) => row[kind]));
    const within = addUp(rows.filter((row) => row.month === month).map((row) => row[kind]));
    return {
      beforeMinor: before.unknown > 0 ? null : before.in - before.out,
      inMinor: within.unknown > 0 ? null : within.in,
      outMinor: within.unknown > 0 ? null : within.out,
      afterMinor:
        before.unknown + within.unknown > 0
          ? null
          : before.in - before.out + within.in - within.out,
      unknown: within.unknown,
    };
  };
  return { tips: figuresOf("tips"), giftCards: figuresOf("giftCards") };
}

function addUp(days: readonly (readonly [number, number, number])[]) {
  const total = { in: 0, out: 0, unknown: 0 };
  for (const [more, less, unknown] of days) {
    total.in += more;
    total.out += less;
    total.unknown += unknown;
  }
  return total;
}

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

test("a rebuild finds a wrong sum of a month, and mends it", async () => {
  await store("2026-06-01", { tips: 3_00, out: 0, sold: 0, redeemed: 0 });
  const known = await read("2026-06");
  await sql(
    `UPDATE variance_total SET tips_in_minor = tips_in_minor + 1
    WHERE centre_id = $1 AND tips_in_minor > 0`,
    [centreId],
  );
  expect(await rebuildDays({ write: true })).toMatchObject({ outdated: 0, sums: 1 });
  expect(await read("2026-06")).toEqual(known);
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
  const migration = await readFile(`${folder}/migration.sql`, "utf8");
  await storeLongTerms();
  await asOwner(migration.replaceAll("l.terms", "l.long_terms"));
  const unknown = { inMinor: null, outMinor: null, afterMinor: null, unknown: 1 };
  expect((await read("2026-05")).rows).toMatchObject([{ tips: unknown, giftCards: unknown }]);
  await rebuildDays({ write: true });
  expect(await read("2026-05")).toEqual(known);
});

test("days that are held already are added up when a database gets the sums of months", async () => {
  await store("2026-06-30", { tips: 12_00, out: 2_00, sold: 30_00, redeemed: 10_00 });
  await store("2026-07-01", { tips: null, out: 0, sold: 0, redeemed: 5_00 });
  const known = await read("2026-07");
  await asOwner(
    `ALTER TABLE variance_total ${OWED_SUMS.map((name) => `DROP COLUMN ${name}`).join(", ")}`,
  );
  const migration = "prisma/migrations/20261128190101_owed_by_month/migration.sql";
  await asOwner(await readFile(migration, "utf8"));
  expect(await read("2026-07")).toEqual(known);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
});
