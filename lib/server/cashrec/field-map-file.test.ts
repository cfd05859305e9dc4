/** Tests what a field map in a file may say, and what stops the start. */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BUILT_IN_MAP } from "@/lib/domain/field-map/built-in";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readSheets } from "./parse-response";
import { loadFieldMap } from "./field-map-file";

const EXAMPLE = "lib/server/cashrec/field-map.example.json";

const folder = makeTemporaryFolder("field-map");

function fileOf(content: string): string {
  const file = join(folder, `${randomUUID()}.json`);
  writeFileSync(file, content);
  return file;
}

test("without a file it is the built-in map, always with the same hash", () => {
  expect(loadFieldMap(null).map).toBe(BUILT_IN_MAP);
  expect(loadFieldMap(null).hash).toBe(loadFieldMap(fileOf("{}")).hash);
  expect(loadFieldMap(fileOf('{"dates":"day-first"}')).hash).not.toBe(loadFieldMap(null).hash);
});

test("what a file leaves out stays built in; a list that it gives replaces the built-in one", () => {
  const { map } = loadFieldMap(fileOf('{"fields":{"float":["fondo"]},"assumed":{"tillId":"1"}}'));
  expect(map.fields.float).toEqual(["fondo"]);
  expect(map.fields.centreId).toBe(BUILT_IN_MAP.fields.centreId);
  expect(map.assumed).toEqual({ ...BUILT_IN_MAP.assumed, tillId: "1" });
});

describe("the start stops, and says why", () => {
  test.each([
    ["no JSON", "{", "not valid JSON"],
    ["an unknown field", '{"fields":{"fundo":["x"]}}', "fundo"],
    ["an unknown setting", '{"field":{}}', "field"],
    ["a path that is none", '{"fields":{"float":["a..b"]}}', "Use a key"],
    ["a bad way of dates", '{"dates":"y"}', "day-first"],
  ])("with %s", (_, content, reason) => {
    const file = fileOf(content);
    expect(() => loadFieldMap(file)).toThrow(file);
    expect(() => loadFieldMap(file)).toThrow(reason);
  });

  test("with a file that is not there", () => {
    expect(() => loadFieldMap("/nowhere/map.json")).toThrow("can't be read");
  });
});

test("the example file reads a flat answer, one row per tender", () => {
  const { map } = loadFieldMap(EXAMPLE);
  const row = (medio: string, importe: string) => ({
    local: "101",
    fecha: "05/01/2019",
    turno: "Tarde",
    caja: 2,
    fondo: "150,00",
    medio_pago: medio,
    importe,
  });
  const text = JSON.stringify({
    resultado: {
      filas: [row("Efectivo", "1.012,10 €"), row("Tarjeta", "30"), row("TR", "9")],
      avisos: [],
    },
  });
  const wanted = { currencies: new Map([["101", "EUR"]]), dates: null };
  const sheets = readSheets(text, map, wanted).map(({ sheet }) => sheet);
  expect(sheets).toMatchObject([
    {
      businessDate: "2019-01-05",
      shifts: [
        {
          shiftId: "Tarde",
          tillId: "2",
          float: { amount: 15_000 },
          tenders: [
            { tenderId: "Efectivo", kind: "cash", amount: { amount: 101_210 } },
            { tenderId: "Tarjeta", kind: "card", amount: { amount: 3_000 } },
            { tenderId: "TR", kind: "voucher", amount: { amount: 900 } },
          ],
        },
      ],
    },
  ]);
});

describe("a locator is refused where it makes no sense", () => {
  test.each([
    ['{"float":[{"columns":[{"path":"a","tenderId":"A"}]}]}', "tenders only"],
    ['{"tenders":[{"constant":1}]}', "neither a list"],
    ['{"status":[{"plus":["a"]}]}', "Only an amount"],
    ['{"tenders":[{"in":"lines","path":"amount"}]}', "another list"],
    ['{"float":[{"path":"lines","where":{"type":["X"]}}]}', "lists only"],
    ['{"float":["funds.{tillId}"]}', "lists only"],
    ['{"tenders":[{"path":"lines","where":{}}]}', "at least one key"],
  ])("%s", (fields, reason) => {
    expect(() => loadFieldMap(fileOf(`{"fields":${fields}}`))).toThrow(reason);
  });
});

test("the hash depends on how a map reads, and on nothing else", () => {
  const hash = (content: string) => loadFieldMap(fileOf(content)).hash;
  const given = '{"path":"lines","where":{"type":["X"]}}';
  const turned = '{"where":{"type":["X"]},"path":"lines"}';
  expect(hash(`{"fields":{"tenders":[${given}]}}`)).toBe(
    hash(`{"fields":{"tenders":[${turned}]}}`),
  );
  expect(hash('{"request":{"daysMax":1}}')).toBe(hash("{}"));
  expect(hash('{"values":{"tenderKind":{"CC":"card"}}}')).not.toBe(hash("{}"));
});
