/** Tests what is reported of a field map that is tried on responses. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import { trialSchema } from "@/lib/contracts/field-map-trial";
import { makeCentre } from "@/lib/testing/arrange";
import { nested } from "@/lib/testing/cashrec-response";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { tryFieldMap } from "./trial";

const ASKED = { centreId: "101", businessDate: "2019-01-05" };

beforeAll(async () => {
  await testDatabase();
  await makeCentre({ id: "101", currency: "INR" });
});
beforeEach(() => vi.stubEnv("CASHREC_FIELD_MAP", ""));

const attempt = (json: unknown, more: object = {}) =>
  tryFieldMap(
    null,
    trialSchema.parse({ responses: [{ text: JSON.stringify(json), ...ASKED }], ...more }),
  );

test("a response that the map in force reads whole needs no proposal", async () => {
  const result = await attempt([nested]);
  expect(result).toMatchObject({ basis: "in-force", map: {}, asked: { matched: 1, of: 1 } });
  expect(result.tendersAddUp).toEqual({ matched: 1, of: 1 });
  expect(result.lines).toMatchObject([
    { tenderId: "CASH", currency: "INR", salesMinor: 148_97, expectedMinor: 298_97 },
    { tenderId: "EWALLET", expectedMinor: 400_00 },
  ]);
  const total = { currency: "INR", lines: 2, unknownLines: 0, expectedMinor: 698_97 };
  expect(result.totals).toEqual([total]);
  expect(result.responses[0]).toMatchObject({ problem: null, questions: [] });
  expect(result.choices.find(({ field }) => field === "float")).toMatchObject({
    alias: "cashFund",
    reason: { code: "in-force" },
  });
});

test("a map that is given is tried as it is, and what it leaves open is listed", async () => {
  const { cashFund, ...shift } = nested.shifts[0] ?? { cashFund: 0 };
  const renamed = { ...nested, shifts: [{ ...shift, fondoDeCaja: cashFund }] };
  const open = await attempt([renamed], { map: { fields: { float: [] } } });
  expect(open.basis).toBe("given");
  expect(open.responses[0]?.questions).toMatchObject([{ kind: "unused-money" }]);
  const map: FieldMapFile = { fields: { float: ["fondoDeCaja"] } };
  const settled = await attempt([renamed], { map });
  expect(settled.responses[0]?.questions).toEqual([]);
  expect(settled.map).toEqual(map);
  expect(settled.lines[0]).toMatchObject({ tenderId: "CASH", expectedMinor: 298_97 });
});

test("an unknown form gets a proposal with its reasons", async () => {
  const zahlungen = [
    { zahlart: "BAR", wert: 148.97 },
    { zahlart: "KARTE", wert: 20.5 },
  ];
  const schichten = [{ schichtnr: 1, kasse: "T1", zahlungen }];
  const result = await attempt([{ lokal: 101, tag: "2019-01-05", schichten }]);
  expect(result.basis).toBe("proposed");
  const centre = result.choices.find(({ field }) => field === "centreId");
  expect(centre).toMatchObject({ alias: "lokal" });
  expect(centre?.reason.code).not.toBe("in-force");
});

test("what is not JSON is refused, and nothing is stored", async () => {
  const bad = trialSchema.parse({ responses: [{ text: "<html>" }] });
  await expect(tryFieldMap(null, bad)).rejects.toMatchObject({ code: "UPSTREAM_CHANGED" });
  await expect(attempt([{ nichts: 1 }], { specification: "openapi: 3.0.0" })).rejects.toMatchObject(
    { code: "INVALID" },
  );
  expect(await sql("SELECT FROM field_map_version")).toEqual([]);
  expect(await sql("SELECT FROM cash_sheet_version")).toEqual([]);
});
