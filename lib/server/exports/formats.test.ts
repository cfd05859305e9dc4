/** One report has the same lines on the screen and in three formats, and totals to the cent. */
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { formatDifference, formatMoney } from "@/lib/domain/format";
import { GROUPINGS } from "@/lib/domain/report/totals";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { readPdf } from "@/lib/testing/read-pdf";
import { readXlsx } from "@/lib/testing/read-xlsx";
import { expectReadLines, figuresOf, sumsOfLines, totalsInSheet } from "@/lib/testing/report-sums";
import { sql } from "../db/sql";
import { listLines } from "../reconciliations/queries";
import { exportCsv } from "./csv";
import { exportPdf } from "./pdf";
import { exportXlsx } from "./xlsx";

const RANGE = { from: "2026-03-01", to: "2026-03-12" };
const SEARCHES = [
  {},
  { differencesOnly: "true" },
  { tenderId: "CASH", verdict: ["short", "over"], centreId: ["201", "203"] },
  { from: "2026-03-03", to: "2026-03-04" },
];

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
  await sql(`UPDATE centre SET name = '=1+1 東京' WHERE id = '202'`);
  await sql(
    `UPDATE reconciliation_line SET reason = 'other' WHERE verdict = 'short' AND till_id = 'T1'`,
  );
});

const scope = () => scopeFor("reconciliation:view", null);

describe.each(SEARCHES)("the report of %j", (more) => {
  test.each(GROUPINGS)("comes to the same on screen and in every format, by %s", async (by) => {
    const { totals, lines } = await listLines(
      scope(),
      pageSearchSchema.parse({ ...RANGE, ...more, limit: 5_000 }),
    );
    const asked = { ...more, groupBy: by };
    expect(await linesInCsv(asked)).toBe(lines.length);

    const [read, sheet, sums] = await workbook(asked);
    expect(sheet?.rows.length).toBe(lines.length + 1);
    expectReadLines(read, by, lines);
    expect(sumsOfLines(sheet)).toEqual(
      totals.map(({ currency, netMinor }) => [currency, netMinor]),
    );
    expect(totalsInSheet(sums, by)).toEqual(totals.map(figuresOf));

    const text = (await print(asked)).pages.flat();
    for (const total of totals) {
      const { currency } = total;
      const [expected, counted, net] = [
        formatMoney(total.expectedMinor, currency, "en"),
        formatMoney(total.countedMinor, currency, "en"),
        formatDifference(total.netMinor, currency, "en"),
      ];
      expect(text).toContain([`Total ${currency}`, expected, counted, net].join("|"));
    }
    if (lines.length === 0) expect(text).toContain("No lines match these filters.");
  });
});

describe("the workbook", () => {
  test("holds texts as texts, amounts as numbers and dates as dates", async () => {
    const [, sheet] = await workbook({ centreId: "202", tenderId: "CASH" });
    const [head = [], ...rows] = sheet?.rows ?? [];
    const at = (name: string) => head.indexOf(name);
    for (const row of rows) {
      expect(row[at("Centre ID")]).toBe("202");
      expect(row[at("Centre")]).toBe("=1+1 東京");
      expect(row[at("Business date")]).toBeInstanceOf(Date);
      expect(["number", "object"]).toContain(typeof row[at("Expected")]);
    }
    expect(rows.length).toBeGreaterThan(0);
  });

  test("speaks the reader's language, and says what was asked for", async () => {
    const [read, lines, totals] = await workbook({ verdict: "short" }, "es");
    expect(read?.name).toBe("Líneas");
    expect(read?.rows[0]?.[0]).toBe("Conciliaciones");
    expect(read?.rows[1]?.[0]).toBe("Todos los centros · 1–12 mar 2026 · Veredictos: faltante");
    expect(lines?.name).toBe("Todas las columnas");
    expect(lines?.rows[0]?.slice(8, 12)).toEqual(["Esperado", "Contado", "Descuadre", "Veredicto"]);
    expect(lines?.rows[1]?.[11]).toBe("faltante");
    expect(totals?.name).toBe("Totales");
    const notes = totals?.rows.flat().filter((value) => typeof value === "string") ?? [];
    expect(notes).toContain("Todos los centros · 1–12 mar 2026 · Veredictos: faltante");
  });

  test("names the reasons that were asked for, and holds the lines that have them", async () => {
    const [, lines, totals] = await workbook({ reason: ["other", "none"] });
    const [head = [], ...rows] = lines?.rows ?? [];
    const notes = totals?.rows.flat() ?? [];
    expect(notes).toContain("Every centre · 1–12 Mar 2026 · Reasons: Other, no reason");
    const reasons = new Set(rows.map((row) => row[head.indexOf("Reason")] ?? null));
    expect(reasons).toEqual(new Set(["Other", null]));
  });

  test("says how many lines it will have, and has a dated name", async () => {
    const search = exportSearchSchema.parse({ ...RANGE, differencesOnly: "true" });
    const response = await exportXlsx(scope(), search, request("en"));
    const [, sheet] = await readXlsx(await response.clone().bytes());
    expect(Number(response.headers.get("x-total-lines"))).toBe((sheet?.rows.length ?? 0) - 1);
    expect(response.headers.get("content-disposition")).toBe(
      'attachment; filename="discrepancies-2026-03-01-to-2026-03-12.xlsx"',
    );
  });
});

describe("the print", () => {
  test("has filters, moment and page in every footer, and its heads on every page", async () => {
    const { pages, sizes } = await print({ groupBy: "centre" });
    expect(pages.length).toBeGreaterThan(1);
    expect(sizes.every((size) => String(size) === "842,595")).toBe(true);
    for (const [at, lines] of pages.entries()) {
      expect(lines.at(-3)).toBe(`Every centre · 1–12 Mar 2026|${at + 1} /|${pages.length}`);
      expect(lines.at(-2)).toMatch(/^Created on .* \(UTC\)$/);
      expect(lines.at(-1)).toMatch(/^\d+ of 36 centre-days not read from Cashrec: ./);
      expect(lines.some((line) => line.startsWith("Business date|Shift"))).toBe(true);
    }
  });

  test("begins with the oldest day, and has short, over and net of each centre", async () => {
    const lines = (await print({})).pages.flat();
    const days = lines
      .flatMap((line) => /^(?:\w+ )?(\d+) Mar 2026\|/.exec(line)?.[1] ?? [])
      .map(Number);
    expect(days).toEqual(days.toSorted((one, other) => one - other));
    expect(new Set(days).size).toBeGreaterThan(3);
    const head = "Centre|Currency|Lines|Lines compared|Short|Over|Net difference";
    const at = lines.indexOf(head);
    expect(at).toBeGreaterThan(0);
    expect(lines.slice(at + 1).some((line) => /^Kyoto\|JPY(\|[−+\d,]+){5}$/.test(line))).toBe(true);
    // No head is broken within a word.
    expect(lines.some((line) => /\|Currency\|Expected\|Counted\|/.test(line))).toBe(true);
  });

  test("has long names on two lines instead of cutting them", async () => {
    const rename = (name: string) => sql(`UPDATE centre SET name = $1 WHERE id = '202'`, [name]);
    await rename("Santiago de Compostela Airport");
    const text = (await print({ centreId: "202" })).pages.flat().join(" ");
    await rename("=1+1 東京");
    expect(text).toMatch(/2026\|Santiago de( Compostela)?\|/);
    expect(text).not.toContain("…");
  });

  test("heads its groups and gives each a total per currency", async () => {
    const lines = (await print({ groupBy: "centre" })).pages.flat();
    expect(lines.some((line) => /^North\|\d+ lines$/.test(line))).toBe(true);
    expect(lines.some((line) => line.startsWith("North: total EUR|"))).toBe(true);
    expect(lines.some((line) => line.startsWith("Kyoto: total JPY|"))).toBe(true);
    const byReason = (await print({ groupBy: "reason" })).pages.flat();
    expect(byReason.some((line) => /^no reason\|\d+ lines$/.test(line))).toBe(true);
  });

  test("says which moment it knows of, where that is a past one", async () => {
    const { pages } = await print({ asOf: "2026-03-20T09:00:00Z", state: ["open", "closed"] });
    expect(pages[0]?.at(-2)).toMatch(/^As at Friday 20 March 2026, 09:00 \(UTC\) · Created on/);
    expect(pages[0]?.at(-3)).toContain("States: open, closed");
  });

  test("is refused beyond what anyone prints, and says what to take instead", async () => {
    await claimLines(20_000);
    const search = exportSearchSchema.parse(RANGE);
    await expect(exportPdf(scope(), search, request("en"))).rejects.toMatchObject({
      code: "REFUSED",
      details: { reason: "too-many-lines" },
      message: expect.stringContaining("CSV or XLSX") as string,
    });
    await claimLines(-20_000);
  });

  test("says in words which side is absent", async () => {
    const lines = (await print({ verdict: ["uncounted", "unexpected"] })).pages.flat();
    expect(lines.some((line) => line.includes("|not counted|·"))).toBe(true);
    expect(lines.some((line) => line.includes("|not provided|"))).toBe(true);
  });
});

/** The stored number of lines of one day is raised, so that it differs from the real one. */
async function claimLines(more: number): Promise<void> {
  await sql(
    `UPDATE reconciliation SET matched_lines = matched_lines + $1
      WHERE centre_id = '201' AND business_date = '2026-03-01'`,
    [more],
  );
}

type More = Record<string, unknown>;

function request(language: string): Request {
  return new Request("http://localhost/", { headers: { "accept-language": language } });
}

async function linesInCsv(more: More): Promise<number> {
  const response = await exportCsv(
    scope(),
    exportSearchSchema.parse({ ...RANGE, ...more }),
    request("en"),
  );
  const lines = parse(await response.text(), { columns: true }).length;
  expect(response.headers.get("x-total-lines")).toBe(String(lines));
  return lines;
}

async function workbook(more: More, language = "en") {
  const search = exportSearchSchema.parse({ ...RANGE, ...more });
  const response = await exportXlsx(scope(), search, request(language));
  return readXlsx(await response.bytes());
}

async function print(more: More, language = "en") {
  const search = exportSearchSchema.parse({ ...RANGE, ...more });
  const response = await exportPdf(scope(), search, request(language));
  expect(response.headers.get("content-type")).toBe("application/pdf");
  return readPdf(await response.bytes());
}
