import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimalsOf, minor } from "@/lib/domain/money";
import type { Cell } from "@/lib/domain/report/report";
import { readXlsx } from "@/lib/testing/read-xlsx";
import { xlsxChunks } from "./xlsx-book";
import type { XlsxRow, XlsxTable } from "./xlsx-sheet";
import { columnLetters, escapeText, rowXml } from "./xlsx-xml";

const text = (value: string | null): Cell => ({ kind: "text", text: value });
const money = (amount: number, currency: string): Cell => ({
  kind: "money",
  currency,
  amount: minor(amount),
});

describe("a workbook", () => {
  test("holds numbers as numbers, dates as dates, and nothing where nothing is known", async () => {
    const row: Cell[] = [
      text("North"),
      money(-189_53, "EUR"),
      money(1_500, "JPY"),
      money(1, "KWD"),
      { kind: "date" as const, date: "2019-01-05" },
      { kind: "integer" as const, value: 3 },
      text(null),
      { kind: "money" as const, amount: null, currency: "EUR" },
    ];
    const [sheet] = await readXlsx(await written([[row]]));
    expect(sheet?.name).toBe("Lines");
    expect(sheet?.rows[1]).toEqual([
      "North",
      -189.53,
      1_500,
      0.001,
      new Date("2019-01-05T00:00:00Z"),
      3,
      null,
      null,
    ]);
  });

  test("keeps the texts of tens of thousands of cells as they are", async () => {
    const begin = fc.constantFrom("", "=", "+", "-", "@", "\t=", " ", "1", "00", "1e5", "TRUE");
    const some = fc.tuple(begin, fc.string({ unit: "grapheme" })).map((parts) => parts.join(""));
    const texts = fc.sample(some, { numRuns: 20_000, seed: 11 }).filter((one) => one !== "");
    const rows: Cell[][] = [];
    for (let at = 0; at < texts.length; at += 10) rows.push(texts.slice(at, at + 10).map(text));
    const [sheet] = await readXlsx(await written(rows.map((row) => [row])));
    const found = sheet?.rows
      .slice(1)
      .flat()
      .filter((value) => value !== null);
    expect(found).toEqual(texts);
  });

  test("keeps every amount to its last decimal", async () => {
    const currencies = fc.constantFrom("EUR", "JPY", "KWD");
    const amounts = fc.tuple(fc.integer({ min: -1e12, max: 1e12 }), currencies);
    const sample = fc.sample(amounts, { numRuns: 5_000, seed: 5 });
    const rows = sample.map(([amount, currency]) => [[money(amount, currency)]]);
    const [sheet] = await readXlsx(await written(rows));
    const found = sheet?.rows.slice(1).map(([value], at) => {
      const decimals = decimalsOf(sample[at]?.[1] ?? "");
      return Math.round((value as number) * 10 ** decimals);
    });
    expect(found).toEqual(sample.map(([amount]) => (amount === 0 ? 0 : amount)));
  });

  test("continues on a next sheet, with its head, where one is full", async () => {
    const batches = [7, 5, 8].map((size, batch) =>
      Array.from({ length: size }, (_, at) => [text(`${batch}.${at}`)]),
    );
    const sheets = await readXlsx(await written(batches, 8));
    expect(sheets.map(({ name }) => name)).toEqual(["Lines", "Lines 2", "Lines 3"]);
    expect(sheets.map(({ rows }) => rows.length)).toEqual([8, 8, 7]);
    expect(sheets.map(({ rows }) => rows[0]?.[0])).toEqual(["Head 1", "Head 1", "Head 1"]);
    expect(sheets.flatMap(({ rows }) => rows.slice(1).flat())).toEqual(
      batches.flat(2).map((cell) => (cell.kind === "text" ? cell.text : null)),
    );
  });

  test("makes no second sheet for rows that just fit, and one for none at all", async () => {
    const seven = Array.from({ length: 7 }, (_, at) => [text(String(at))]);
    expect(await readXlsx(await written([seven], 8))).toHaveLength(1);
    expect((await readXlsx(await written([], 8))).map(({ rows }) => rows.length)).toEqual([1]);
  });

  test("writes its notes below the last row", async () => {
    const table = { ...tableOf([[[text("a")]]]), notes: () => ["Made by hand"] };
    const [sheet] = await readXlsx(await bytesOf([table]));
    expect(sheet?.rows.map(([value]) => value)).toEqual(["Head 1", "a", null, "Made by hand"]);
  });

  test("breaks off when its rows do", async () => {
    const broken: XlsxTable = {
      ...tableOf([]),
      rows: (async function* (): AsyncGenerator<XlsxRow[]> {
        yield await Promise.resolve([{ cells: [text("a")] }]);
        throw new Error("The database went away.");
      })(),
    };
    await expect(bytesOf([broken])).rejects.toThrow("The database went away.");
  });

  test("lets go of its rows when the reader goes away", async () => {
    let letGo = false;
    const endless: XlsxTable = {
      ...tableOf([]),
      rows: (async function* (): AsyncGenerator<XlsxRow[]> {
        try {
          for (let at = 0; ; at += 1) {
            const cells = fc.sample(fc.string({ minLength: 50 }), { numRuns: 100, seed: at });
            yield await Promise.resolve([{ cells: cells.map(text) }]);
          }
        } finally {
          letGo = true;
        }
      })(),
    };
    const chunks = xlsxChunks([endless]);
    for (let taken = 0; taken < 5; taken += 1) await chunks.next();
    await chunks.return(undefined);
    await expect.poll(() => letGo).toBe(true);
  });
});

describe("XML", () => {
  test.each([
    // text, as written
    ['a < b & "c"', "a &lt; b &amp; &quot;c&quot;"],
    ["\u0000\ud800x", "\uFFFD\uFFFDx"],
    ["👩‍👧 ok", "👩‍👧 ok"],
    ["_x0041_", "_x005F_x0041_"],
    ["a\r\nb", "a&#13;\nb"],
  ])("%j is written as %j", (plain, xml) => {
    expect(escapeText(plain)).toBe(xml);
  });

  test("never has a formula, whatever a cell holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" })), (texts) => {
        const xml = rowXml(texts.map(text), 2);
        const tags = new Set([...xml.matchAll(/<\/?(\w+)/g)].map(([, name]) => name));
        expect(["row", "c", "is", "t"]).toEqual(expect.arrayContaining([...tags]));
      }),
    );
  });

  test.each([
    // column, letters
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("column %i is %s", (at, letters) => {
    expect(columnLetters(at)).toBe(letters);
  });
});

function tableOf(batches: readonly (readonly (readonly Cell[])[])[]): XlsxTable {
  const width = Math.max(1, ...batches.flat().map((row) => row.length));
  return {
    name: "Lines",
    columns: Array.from({ length: width }, (_, at) => ({ head: `Head ${at + 1}`, width: 12 })),
    rows: (async function* () {
      for (const batch of batches) {
        yield await Promise.resolve(batch.map((cells) => ({ cells })));
      }
    })(),
  };
}

function written(batches: readonly (readonly (readonly Cell[])[])[], rowsMax?: number) {
  return bytesOf([tableOf(batches)], rowsMax);
}

async function bytesOf(tables: readonly XlsxTable[], rowsMax?: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of xlsxChunks(tables, rowsMax)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
