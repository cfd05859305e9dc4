import { expect, test } from "vitest";
import type { CountSheet } from "../contracts/till-count";
import { buildPadRows } from "../domain/till-count/denomination-pad";
import { findKnownDenominations } from "../domain/till-count/known-denominations";
import { draftHandOver } from "./hand-over-draft";

type Tender = CountSheet["shifts"][number]["tenders"][number];

const rows = buildPadRows(findKnownDenominations("EUR") ?? []);

function begin(counted: Pick<Tender, "floatLeftMinor" | "denominations">, withRows = rows) {
  const cash = { kind: "cash", ...counted } as Tender;
  const reader = { rows: withRows, currency: "EUR", language: "en" };
  const { way, texts, total } = draftHandOver({ tenders: [cash] }, reader);
  return { way, texts, total };
}

test("whoever counted the cash begins with the pieces that stay", () => {
  const denominations = [
    { valueMinor: 5_000, quantity: 4 },
    { valueMinor: 1_000, quantity: 3 },
    { valueMinor: 200, quantity: 20 },
  ];
  expect(begin({ floatLeftMinor: 100_00, denominations })).toEqual({
    way: "pieces",
    texts: { "1000": "1", "200": "20", "5000": "1" },
    total: "",
  });
});

test("where the pieces are not known or do not make it, it begins with the amount", () => {
  const amount = { way: "total", texts: {}, total: "100.00" };
  expect(begin({ floatLeftMinor: 100_00, denominations: null })).toEqual(amount);
  const large = [{ valueMinor: 20_000, quantity: 1 }];
  expect(begin({ floatLeftMinor: 100_00, denominations: large })).toEqual(amount);
  const bulk = [{ valueMinor: 100_00, quantity: 1, loose: true as const }];
  expect(begin({ floatLeftMinor: 100_00, denominations: bulk })).toEqual(amount);
});

test("where nothing was left, everybody counts from nothing", () => {
  const nothing = { way: "pieces", texts: {}, total: "" };
  expect(begin({ floatLeftMinor: null, denominations: null })).toEqual(nothing);
  expect(begin({ floatLeftMinor: null, denominations: null }, []).way).toBe("total");
});
