/** A day is whole wherever it is read, however many lines it has. */
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { scopeFor, type MadeUser } from "./arrange";
import { arrangePeople, dayFor, makeCentreId, type MovesKey, storeSheet } from "./arrange-workflow";
import { testDatabase } from "./database";
import { readPdf } from "./read-pdf";
import { readXlsx } from "./read-xlsx";
import { makeSheet, makeShift } from "./sheet-source";
import { exportCsv } from "@/lib/server/exports/csv";
import { exportPdf } from "@/lib/server/exports/pdf";
import { exportXlsx } from "@/lib/server/exports/xlsx";
import { readPacket } from "@/lib/server/packets/contents";
import { listLines } from "@/lib/server/reconciliations/queries";

const TILLS = 834;
const LINES = 3 * TILLS;
const DATE = "2026-03-12";
const MS_MAX = 180_000;

let key: MovesKey;
let rey: MadeUser;

beforeAll(async () => {
  await testDatabase();
  key = { centreId: await makeCentreId(), date: DATE };
  ({ rey } = await arrangePeople(key.centreId));
  const shifts = Array.from({ length: TILLS }, (_, at) =>
    makeShift({ CASH: 1_00, CARD: 2_00, MEAL: 3_00 }, { tillId: `T${at}`, tillName: `T${at}` }),
  );
  await storeSheet(key, makeSheet(key.centreId, key.date, shifts));
}, MS_MAX);

const scope = () => scopeFor("reconciliation:view", [key.centreId], rey);
const range = () => ({ centreId: key.centreId, from: DATE, to: DATE });
const search = () => exportSearchSchema.parse(range());
const request = () => new Request("http://localhost/", { headers: { "accept-language": "en" } });
const isTill = (text: string) => /^T\d+$/.test(text);

describe("a day of 2,502 lines", () => {
  test("has each of them on its page, and their totals", { timeout: MS_MAX }, async () => {
    const day = await dayFor(key, rey);
    expect(day.lineDetails).toHaveLength(LINES);
    expect(day.uncountedMinor).toBe(TILLS * 6_00);
  });

  test("has each of them on some page of the list", { timeout: MS_MAX }, async () => {
    const seen = new Set<string>();
    let cursor: string | null = null;
    do {
      const asked = { ...range(), limit: 1_000, ...(cursor === null ? {} : { cursor }) };
      const page = await listLines(scope(), pageSearchSchema.parse(asked));
      for (const { tillId, tenderId } of page.lines) seen.add(`${tillId} ${tenderId}`);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.size).toBe(LINES);
  });

  test("has each of them in its packet", { timeout: MS_MAX }, async () => {
    const read = await readPacket(key, rey.id);
    expect(read?.packet.lines).toHaveLength(LINES);
  });

  test("has each of them as CSV and as XLSX", { timeout: MS_MAX }, async () => {
    const csv = await exportCsv(scope(), search(), request());
    expect(parse(await csv.text(), { columns: true })).toHaveLength(LINES);
    const xlsx = await exportXlsx(scope(), search(), request());
    const [, allColumns] = await readXlsx(await xlsx.bytes());
    expect(allColumns?.rows).toHaveLength(LINES + 1);
  });

  test("has each of them as PDF", { timeout: MS_MAX }, async () => {
    const response = await exportPdf(scope(), search(), request());
    const { pages } = await readPdf(await response.bytes());
    const tills = pages.flat().flatMap((row) => row.split("|").filter(isTill));
    expect(tills).toHaveLength(LINES);
    expect(new Set(tills).size).toBe(TILLS);
  });
});
