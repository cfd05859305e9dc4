/** Of many centres, the settings of quiet days and of counting show a page of rows. */
import { beforeAll, expect, test } from "vitest";
import { quietDaysSearchSchema, quietRulesSearchSchema } from "@/lib/contracts/quiet-days";
import { countingSearchSchema } from "@/lib/contracts/counting";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { insertQuietRule } from "@/lib/testing/arrange-quiet-days";
import { testDatabase } from "@/lib/testing/database";
import { listCashLimitsOfAll } from "../centres/cash-limit";
import {
  changeUsualCounting,
  getCountingOfAll,
  getOwnCounting,
  setCountingOfMany,
} from "../centres/counting-of-all";
import { prisma } from "../db/client";
import { getQuietDays } from "./figures";
import { listQuietRules } from "./queries";

const COUNT = 120;
const BYTES_MAX = 60_000;
const idOf = (index: number) => `R${String(index).padStart(3, "0")}`;
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const SHOWN = { blindMode: "shown", recountsMax: 2, approval: "above-limit" } as const;
let administrator: MadeUser;

beforeAll(async () => {
  await testDatabase();
  administrator = await makeUser();
  await prisma().centre.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({
      id: idOf(index),
      name: index === 77 ? "Málaga Sur" : `Place ${String(index).padStart(3, "0")}`,
      currency: index === 5 ? "GBP" : "EUR",
      timeZone: "Europe/Madrid",
      dayStartsAt: "05:00",
    })),
  });
  await insertQuietRule(idOf(100), administrator);
});

const view = (centreIds: string[] | null = null) => scopeFor("tolerance:view", centreIds);
const page = (asked: object) => quietRulesSearchSchema.parse({ limit: PAGE_ROWS, ...asked });

test("rules for quiet days are read in pages, those that are on first", async () => {
  const first = await listQuietRules(view(), page({}));
  expect(first).toMatchObject({ count: COUNT, centres: { 0: { centreId: idOf(100) } } });
  expect(first.centres).toHaveLength(PAGE_ROWS);
  expect(bytesOf(first)).toBeLessThan(BYTES_MAX);
  const others = [
    await listQuietRules(view(), page({ skip: PAGE_ROWS })),
    await listQuietRules(view(), page({ skip: 2 * PAGE_ROWS })),
  ];
  const ids = [first, ...others].flatMap(({ centres }) => centres.map(({ centreId }) => centreId));
  expect(new Set(ids).size).toBe(COUNT);
  const found = await listQuietRules(view(), page({ text: "malaga" }));
  expect(found).toMatchObject({ count: 1, centres: [{ centreId: idOf(77) }] });
});

test("rules outside of the reader's centres are neither listed nor counted", async () => {
  const mine = view([idOf(1), idOf(100)]);
  expect(await listQuietRules(mine, page({}))).toMatchObject({
    count: 2,
    centres: [{ centreId: idOf(100) }, { centreId: idOf(1) }],
  });
  expect(await listQuietRules(mine, page({ text: "malaga" }))).toMatchObject({ count: 0 });
});

test("without a limit, all rules are listed in order of name, as scripts know them", async () => {
  const all = await listQuietRules(view());
  expect(all).not.toHaveProperty("count");
  expect(all.centres.map(({ centreName }) => centreName).slice(0, 2)).toEqual([
    "Málaga Sur",
    "Place 000",
  ]);
  expect(all.centres).toHaveLength(COUNT);
});

test("a total of quiet days is read without its centres", async () => {
  const span = quietDaysSearchSchema.parse({ from: "2026-03-01", to: "2026-03-19", limit: 0 });
  expect(await getQuietDays(view(), span)).toMatchObject({ centres: [], total: { certified: 0 } });
});

test("centres that count otherwise than usual are read in pages, with the totals", async () => {
  const by = scopeFor("centre:administer", null, administrator);
  const own = (asked: object = {}) =>
    getCountingOfAll(by, countingSearchSchema.parse({ isOwn: "true", limit: PAGE_ROWS, ...asked }));
  const totals = { centres: COUNT, following: COUNT };
  expect(await own()).toMatchObject({ count: 0, centres: [], totals });
  const centres = Array.from({ length: 60 }, (_, index) => idOf(index + 40));
  const set = await setCountingOfMany(by, { centres, nodes: [], counting: SHOWN, limit: 0 });
  expect(set).toMatchObject({ centres: [], totals: { following: COUNT - 60 } });
  const first = await own();
  expect(first).toMatchObject({ count: 60, totals: { centres: COUNT, following: COUNT - 60 } });
  expect(first.centres).toHaveLength(PAGE_ROWS);
  expect((await own({ skip: PAGE_ROWS })).centres).toHaveLength(10);
  expect(await own({ text: "malaga" })).toMatchObject({ centres: [{ centreId: idOf(77) }] });
  const one = await getCountingOfAll(scopeFor("centre:administer", [idOf(3)], administrator));
  expect(one.centres).toMatchObject([{ centreId: idOf(3), isOwn: false }]);
  const both = await getOwnCounting(by, { limit: PAGE_ROWS, centreId: idOf(3) });
  expect(both).toEqual({ own: first, centre: one.centres[0] });
  const change = { counting: SHOWN, basedOn: first.usual };
  expect((await changeUsualCounting(by, { ...change, limit: 0 })).centres).toEqual([]);
});

test("the cash limits of one centre are read without those of others", async () => {
  const of = scopeFor("centre:administer", [idOf(5)]);
  const { centres, nodes } = await listCashLimitsOfAll(of);
  expect(centres).toMatchObject([{ centreId: idOf(5), currency: "GBP", limitMinor: null }]);
  expect(nodes).toEqual([]);
});
