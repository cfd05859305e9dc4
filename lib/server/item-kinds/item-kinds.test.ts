/** What an item is applies to open days, never to signed ones, and is on record. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { ChangeItemKind } from "@/lib/contracts/item-kind";
import { type MadeUser, scopeFor } from "@/lib/testing/arrange";
import {
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
  type MovesKey,
  storeCount,
  storeExplanation,
  storeSheet,
} from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { amount, entry, makeSheet, tender } from "@/lib/testing/expected-sheets";
import { sql } from "../db/sql";
import { rebuildDays } from "../rebuild/rebuild-days";
import { changeItemKind } from "./commands";
import { listItemKinds } from "./queries";

let key: MovesKey, signed: MovesKey;
let cal: MadeUser, rey: MadeUser, ana: MadeUser;

beforeAll(async () => {
  await testDatabase();
});
beforeEach(async () => {
  const centreId = await makeCentreId();
  ({ cal, rey, ana } = await arrangePeople(centreId));
  key = { centreId, date: "2026-03-12" };
  signed = { centreId, date: "2026-03-11" };
  for (const day of [key, signed]) {
    await storeSheet(day, {
      ...makeSheet({
        float: amount(0),
        tenders: [tender("CASH", "cash", 100_00)],
        expenses: [entry(5_00, "Tips paid out"), entry(2_00, "Ice")],
      }),
      centreId,
      businessDate: day.date,
    });
  }
});

const say = (more: Partial<ChangeItemKind> = {}, by = ana) =>
  changeItemKind(scopeFor("centre:administer", null, by), {
    source: "entry",
    item: "Tips  Paid Out",
    meaning: "tip",
    validFrom: "2026-03-01",
    basedOnVersion: 0,
    ...more,
  } as ChangeItemKind);
const termsOf = async (day: MovesKey) => {
  const [line] = (await dayFor(day, rey)).lineDetails;
  const terms = line?.terms ?? [];
  return Object.fromEntries(
    terms
      .filter(({ amountMinor }) => (amountMinor ?? 0) !== 0)
      .map((one) => [one.term, one.amountMinor]),
  );
};

test("open days have it as a step of its own, signed ones stay, and a rebuild agrees", async () => {
  await storeCount(signed, cal, 93_00);
  await storeCount(key, cal, 93_00);
  await move("review", signed, rey);
  const before = await dayFor(signed, rey);
  expect(await say()).toMatchObject({ days: 1, kind: { item: "tips paid out", version: 1 } });
  expect(await termsOf(key)).toEqual({ sales: 100_00, expenses: -2_00, tips: -5_00 });
  expect(await dayFor(signed, rey)).toEqual(before);
  expect(await termsOf(signed)).toEqual({ sales: 100_00, expenses: -7_00 });
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
  const [audited] = await sql<{ after: unknown }>(
    `SELECT after FROM audit_entry WHERE action = 'item-kind.changed' AND actor_id = $1`,
    [ana.id],
  );
  expect(audited?.after).toMatchObject({ item: "tips paid out", meaning: "tip", version: 1 });
  await say({ meaning: null, basedOnVersion: 1 });
  expect(await termsOf(key)).toEqual({ sales: 100_00, expenses: -7_00 });
});

test("a signed day is not marked as changed by a meaning that was given later", async () => {
  const withTips = (tips: number, tickets: number) => ({
    ...makeSheet({
      tickets,
      tenders: [tender("CASH", "cash", 93_00), tender("LATER", "other", tips)],
    }),
    centreId: signed.centreId,
    businessDate: signed.date,
  });
  const marks = async () => (await dayFor(signed, rey)).changed;
  await storeSheet(signed, withTips(0, 1));
  await storeCount(signed, cal, 93_00);
  await storeExplanation(signed, rey);
  await move("review", signed, rey);
  await say({ source: "tender", item: "LATER", meaning: "tip-in-till" });
  await storeSheet(signed, withTips(0, 2));
  expect(await marks()).toBe(null);
  await storeSheet(signed, withTips(8_00, 2));
  expect(await marks()).toMatchObject({ version: 4 });
});

test("a tender that was a line of its own becomes cash of the till, and is one again", async () => {
  const tips = { source: "tender" as const, item: "TIPS", validFrom: "2026-03-12" };
  await storeSheet(key, {
    ...makeSheet({
      tenders: [tender("CASH", "cash", 100_00), tender("TIPS", "other", 8_00)],
    }),
    centreId: key.centreId,
    businessDate: key.date,
  });
  expect(await say({ ...tips, meaning: "tip-in-till" })).toMatchObject({ days: 1 });
  const { lineDetails } = await dayFor(key, rey);
  expect(lineDetails.map(({ tenderId, expectedMinor }) => [tenderId, expectedMinor])).toEqual([
    ["CASH", 108_00],
  ]);
  await say({ ...tips, meaning: "tip-apart", basedOnVersion: 1 });
  expect((await dayFor(key, rey)).lineDetails).toMatchObject([
    { tenderId: "CASH", expectedMinor: 100_00 },
    { tenderId: "TIPS", tenderKind: "tip", expectedMinor: 8_00 },
  ]);
  await say({ ...tips, meaning: null, basedOnVersion: 2 });
  expect((await dayFor(key, rey)).lineDetails).toMatchObject([{}, { tenderKind: "other" }]);
});

test("a tip within the card is owed and no sale, and nothing is within an item", async () => {
  const tips = { source: "tender" as const, item: "CARD-TIPS", validFrom: "2026-03-12" };
  const within = { ...tips, meaning: "tip-in-tender" as const, within: "VISA" };
  await storeSheet(key, {
    ...makeSheet({
      grossSales: amount(400_00),
      tenders: [tender("VISA", "card", 412_00), tender("CARD-TIPS", "other", 12_00)],
    }),
    centreId: key.centreId,
    businessDate: key.date,
  });
  const chained = { source: "tender" as const, item: "VISA", meaning: "tip-apart" as const };
  expect(await say(within)).toMatchObject({ days: 1, kind: { within: "VISA" } });
  expect((await dayFor(key, rey)).lineDetails).toMatchObject([
    {
      tenderId: "VISA",
      expectedMinor: 412_00,
      terms: [
        { term: "sales", amountMinor: 400_00 },
        { term: "tips", amountMinor: 12_00 },
      ],
    },
  ]);
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
  await expect(say(chained)).rejects.toMatchObject({ details: { reason: "item-within-item" } });
  const other = say({ ...within, item: "GIFTS", within: "CARD-TIPS" });
  await expect(other).rejects.toMatchObject({ details: { reason: "item-within-item" } });
  await say({ ...tips, meaning: null, basedOnVersion: 1 });
});

test("a change of an older version, and one that changes nothing, is refused", async () => {
  const item = `Tips ${key.centreId}`;
  const { kind } = await say({ item });
  await expect(say({ item, meaning: "rounding" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(say({ item, basedOnVersion: 1 })).rejects.toMatchObject({ code: "REFUSED" });
  const never = say({ item: `No ${item}`, meaning: null });
  await expect(never).rejects.toMatchObject({ code: "REFUSED" });
  const { kinds } = await listItemKinds(scopeFor("tolerance:view", null));
  expect(kinds.filter((one) => one.item === kind.item)).toEqual([kind]);
});
