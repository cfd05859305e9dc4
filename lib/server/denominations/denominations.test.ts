import { beforeAll, expect, test } from "vitest";
import { denominationSetSchema, saveDenominationsSchema } from "@/lib/contracts/count-settings";
import { findKnownDenominations } from "@/lib/domain/till-count/known-denominations";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { readCounting, setCounting } from "../centres/counting";
import { sql } from "../db/sql";
import { saveDenominations } from "./commands";
import { getDenominations } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const coin = (valueMinor: number) => {
  return { valueMinor, kind: "coin" as const, rollOf: 50, bagOf: null };
};

test("what is known of a currency stands until an organisation says otherwise", async () => {
  const scope = scopeFor("centre:administer", null, await makeUser());
  const known = await getDenominations("NOK");
  expect(denominationSetSchema.parse(known)).toEqual(known);
  expect(known).toMatchObject({ edited: false, denominations: findKnownDenominations("NOK") });
  const setting = { currency: "NOK", denominations: [coin(500), coin(2_000)] };
  expect(await saveDenominations(scope, setting)).toMatchObject({
    edited: true,
    denominations: [{ valueMinor: 2_000 }, { valueMinor: 500 }],
  });
  expect((await getDenominations("NOK")).denominations).toHaveLength(2);
  expect(await saveDenominations(scope, { currency: "NOK", denominations: null })).toEqual(known);
  const entries = await sql("SELECT action, before, after FROM audit_entry ORDER BY id");
  expect(entries).toMatchObject([
    { action: "denominations.changed", before: known, after: { edited: true } },
    { action: "denominations.changed", before: { edited: true }, after: known },
  ]);
});

test("a currency of which nothing is known has none, and may be given some", async () => {
  const scope = scopeFor("centre:administer", null, await makeUser());
  expect(await getDenominations("XTS")).toMatchObject({ edited: false, denominations: [] });
  await saveDenominations(scope, { currency: "XTS", denominations: [coin(100)] });
  expect(await getDenominations("XTS")).toMatchObject({ denominations: [{ valueMinor: 100 }] });
});

test("a value stands once, and is a whole positive number", () => {
  const isSound = (values: number[]) =>
    saveDenominationsSchema.safeParse({ denominations: values.map(coin) }).success;
  expect(isSound([100, 50])).toBe(true);
  for (const values of [[100, 100], [0], [-5], [1.5], []]) expect(isSound(values)).toBe(false);
});

test("how a centre counts is set with its trail; what changes nothing leaves none", async () => {
  const { id: centreId } = await makeCentre();
  const scope = scopeFor("centre:configure", [centreId], await makeUser());
  expect(await readCounting(sql, { centreId, businessDate: "2026-03-02" })).toEqual({
    blindMode: "hidden",
    recountsMax: 2,
    approval: "above-limit",
  });
  const wanted = { blindMode: "after-entry", recountsMax: 0, approval: "always" } as const;
  expect(await setCounting(scope, { centreId, ...wanted })).toEqual(wanted);
  expect(await setCounting(scope, { centreId, ...wanted })).toEqual(wanted);
  expect(await readCounting(sql, { centreId, businessDate: "2026-03-02" })).toEqual(wanted);
  const entries = await sql("SELECT action, before, after FROM audit_entry WHERE centre_id = $1", [
    centreId,
  ]);
  expect(entries).toMatchObject([
    { action: "centre.counting-changed", before: { blindMode: "hidden" }, after: wanted },
  ]);
});
