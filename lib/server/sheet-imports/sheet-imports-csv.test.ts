/** CSV files of cash sheets, which the field map in force reads as records. */
import { beforeAll, beforeEach, expect, test } from "vitest";
import { makeCentre, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { countStored, rejectedOf, sendSheets } from "@/lib/testing/arrange-sheet-import";
import { dayFor } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { saveFieldMap } from "../cashrec/field-map-versions";
import { findMapInForce } from "../cashrec/map-in-force";
import { rebuildDays } from "../rebuild/rebuild-days";

const DATE = "2026-03-02";
let ada: MadeUser;
let centreId: string;

beforeAll(async () => {
  await testDatabase();
  ada = await makeUser({ name: "Ada" });
});
beforeEach(async () => {
  ({ id: centreId } = await makeCentre());
});

const sendCsv = (body: string | Uint8Array<ArrayBuffer>, dryRun = false) =>
  sendSheets({ centreId, user: ada }, { body, type: "text/csv", dryRun, fileName: "sheets.csv" });

const HEAD = ["local", "fecha", "turno", "caja", "medio_pago", "importe"];
const row = (amount: string, tender = "Efectivo", date = "02/03/2026") =>
  [centreId, date, "1", "T1", tender, amount].join(";");
const MAP = {
  rows: "resultado.filas",
  dates: "day-first" as const,
  fields: {
    centreId: ["local"],
    businessDate: ["fecha"],
    shiftId: ["turno"],
    tillId: ["caja"],
    tenderId: ["medio_pago"],
    tenderAmount: ["importe"],
  },
};

beforeAll(async () => {
  const { latestVersion } = await findMapInForce();
  const scope = scopeFor("cashrec:probe", null, ada);
  await saveFieldMap(scope, {
    expectedVersion: latestVersion,
    map: MAP,
    note: null,
    acceptedQuestions: [],
  });
  return async () => {
    const { latestVersion: latest } = await findMapInForce();
    await saveFieldMap(scope, {
      expectedVersion: latest,
      map: {},
      note: null,
      acceptedQuestions: [],
    });
  };
});

test("a CSV file is read by the field map, with its separator, decimal commas and byte order mark", async () => {
  const text = ["\uFEFF" + HEAD.join(";"), row("1.234,50"), row("20,00", "Tarjeta")].join("\r\n");
  const preview = await sendCsv(new TextEncoder().encode(text), true);
  expect(preview).toMatchObject({ sheets: 1, lines: 2, added: 1 });
  expect(preview.days[0]).toMatchObject({ expectedMinor: 1_254_50 });
  const tabs = text.replaceAll(";", "\t");
  expect(await sendCsv(tabs)).toMatchObject({ added: 1 });
  expect(await sendCsv(text)).toMatchObject({ unchanged: 1 });
  expect(
    (await dayFor({ centreId, date: DATE }, ada)).lineDetails.map(
      ({ expectedMinor }) => expectedMinor,
    ),
  ).toEqual(expect.arrayContaining([1_234_50, 20_00]));
  expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0 });
});

test("a CSV file is refused with the number of every row that can't be read", async () => {
  const rows = [row("1,00"), row("zehn"), row("2,00", "Efectivo", "gestern"), row("3,00")];
  const rejected = await rejectedOf(sendCsv([HEAD.join(";"), ...rows].join("\n")));
  expect(rejected.map(({ row: number, path, code }) => [number, path, code])).toEqual([
    [3, "importe", "form"],
    [4, "fecha", "form"],
  ]);
  expect(await rejectedOf(sendCsv('a;b\n"1;2\n'))).toMatchObject([{ code: "quotes" }]);
  const latin = Uint8Array.from([97, 59, 98, 10, 0xe9, 59, 49]);
  expect(await rejectedOf(sendCsv(latin))).toMatchObject([{ code: "not-text" }]);
  expect(await countStored(centreId)).toMatchObject({ versions: 0 });
});
