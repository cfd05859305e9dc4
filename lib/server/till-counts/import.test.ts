import { beforeAll, describe, expect, test } from "vitest";
import type { Centre } from "@/lib/contracts/centre";
import { importLineSchema, REJECTED_ROWS_MAX, type RejectedRow } from "@/lib/contracts/till-count";
import type { AppError } from "@/lib/server/app-error";
import { isAppError } from "@/lib/server/app-error";
import { sql } from "@/lib/server/db/sql";
import { makeCentre, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { importTillCounts } from "./import";
import { respondToImport } from "./import-response";

const HEADING = "centre_id,business_date,shift_id,till_id,tender_id,counted";
let centre: Centre;
let yen: Centre;
let elsewhere: Centre;
let reviewer: MadeUser;

beforeAll(async () => {
  await testDatabase();
  centre = await makeCentre({ id: "101" });
  yen = await makeCentre({ id: "114", currency: "JPY" });
  elsewhere = await makeCentre({ id: "999" });
  reviewer = await makeUser({ name: "Nerea Ruiz" });
});

function upload(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return new Request("http://localhost/api/till-counts/imports", {
    method: "POST",
    body,
    headers: { "content-type": "text/csv", ...headers },
  });
}

test("a row of a year that has not come is rejected", async () => {
  const body = `${HEADING}\n101,2099-01-01,1,T1,CASH,1\n101,2026-11-20,1,T1,CASH,1`;
  expect(await rejectedOf(body)).toEqual([
    { row: 2, column: "business_date", code: "too-far-ahead" },
  ]);
  expect(await storedOn("2026-11-20")).toEqual([]);
});

function scope() {
  return scopeFor("till-count:import", [centre.id, yen.id], reviewer);
}

function send(body: string | Uint8Array<ArrayBuffer>, dryRun = false) {
  return importTillCounts(scope(), { dryRun }, upload(body));
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error("It was not refused", { cause: error });
  return error;
}

async function rejectedOf(body: string): Promise<Pick<RejectedRow, "row" | "column" | "code">[]> {
  const { code, details } = await refusalOf(send(body));
  expect(code).toBe("REJECTED_ROWS");
  const rejected = details.extra?.rejected as RejectedRow[];
  return rejected.map(({ row, column, code: fault }) => ({ row, column, code: fault }));
}

async function storedOn(date: string) {
  return sql<{ tender_id: string; counted_minor: string; version: number }>(
    `SELECT tender_id, counted_minor, version FROM till_count
     WHERE business_date = $1 ORDER BY tender_id, version`,
    [date],
  );
}

describe("a file", () => {
  test("imported twice changes nothing, and a changed amount is a new version", async () => {
    const date = "2026-11-01";
    const file = (cash: string) =>
      `${HEADING}\n101,${date},1,T1,CASH,${cash}\n101,${date},1,T1,CARD,457.44\n`;
    expect(await send(file("150.00"))).toMatchObject({ accepted: 2, unchanged: 0, rejected: [] });
    expect(await send(file("150"))).toMatchObject({ accepted: 0, unchanged: 2, rejected: [] });
    expect(await send(file("150.05"))).toMatchObject({
      accepted: 1,
      unchanged: 1,
      range: { from: date, to: date, centreIds: ["101"] },
    });
    expect(await storedOn(date)).toEqual([
      { tender_id: "CARD", counted_minor: "45744", version: 1 },
      { tender_id: "CASH", counted_minor: "15000", version: 1 },
      { tender_id: "CASH", counted_minor: "15005", version: 2 },
    ]);
    expect(
      await sql(
        `SELECT tender_id, counted_minor, count_version FROM reconciliation_line
         WHERE business_date = $1 ORDER BY tender_id`,
        [date],
      ),
    ).toEqual([
      { tender_id: "CARD", counted_minor: "45744", count_version: 1 },
      { tender_id: "CASH", counted_minor: "15005", count_version: 2 },
    ]);
  });

  test.each([
    // description, date, content with one row
    ["with a byte order mark and CRLF", "2026-11-02", `\ufeff${HEADING}\r\n#,CASH,12.50\r\n`],
    ["with semicolons and a comma", "2026-11-03", `${HEADING.replaceAll(",", ";")}\n#;CASH;12,50`],
    ["with semicolons and a point", "2026-11-04", `${HEADING.replaceAll(",", ";")}\n#;CASH;12.50`],
    [
      "with quotation marks and empty lines",
      "2026-11-05",
      `${HEADING}\n\n#,"CASH","12.50"\n\n,,,,,\n`,
    ],
  ])("%s is read", async (_name, date, text) => {
    const separator = text.includes(";") ? ";" : ",";
    const row = ["101", date, "1", "T1"].join(separator);
    expect(await send(text.replace("#", row))).toMatchObject({ accepted: 1 });
    expect(await storedOn(date)).toMatchObject([{ tender_id: "CASH", counted_minor: "1250" }]);
  });

  test("with any bad row stores nothing, and names each of them", async () => {
    const rows = [
      HEADING,
      "101,2026-11-06,1,T1,CASH,150.00",
      "101,2026-11-06,1,T1,CARD,12,50",
      "101,2026-11-06,1,T1,VOUCHER,",
      "",
      "101,2026-11-06,1,T1,CASH,150.00",
      "999,2026-11-06,1,T1,CASH,1.00",
      "no-such,2026-11-06,1,T1,CASH,1.00",
      "114,06/11/2026,1,T1,CASH,1.50",
    ];
    expect(await rejectedOf(rows.join("\n"))).toEqual([
      { row: 3, column: null, code: "cells" },
      { row: 4, column: "counted", code: "empty" },
      { row: 6, column: null, code: "repeated" },
      { row: 7, column: "centre_id", code: "unknown-centre" },
      { row: 8, column: "centre_id", code: "unknown-centre" },
      { row: 9, column: "business_date", code: "not-a-date" },
      { row: 9, column: "counted", code: "too-many-decimals" },
    ]);
    expect(await storedOn("2026-11-06")).toEqual([]);
  });

  test("tells a centre that is not the reader's and one that is not there alike", async () => {
    const of = async (id: string) => {
      const { details } = await refusalOf(send(`${HEADING}\n${id},2026-11-06,1,T1,CASH,1.00`));
      return JSON.stringify(details).replaceAll(id, "?");
    };
    expect(await of(elsewhere.id)).toBe(await of("888"));
  });

  test("lists a bounded number of faults and says how many more there are", async () => {
    const bad = Array.from({ length: REJECTED_ROWS_MAX + 5 }, (_, at) => `101,x,1,T1,T${at},1`);
    const { details } = await refusalOf(send([HEADING, ...bad].join("\n")));
    expect(details.extra?.rejected).toHaveLength(REJECTED_ROWS_MAX);
    expect(details.extra?.rejectedMore).toBe(5);
  });

  test("with a quotation mark that never closes is refused at its row", async () => {
    const text = `${HEADING}\n101,2026-11-06,1,T1,CASH,1.00\n101,2026-11-06,1,T1,"CARD,1.00\n`;
    expect(await rejectedOf(text)).toEqual([{ row: 3, column: null, code: "quotes" }]);
  });

  test("about a day that is reviewed is refused, unless it changes nothing there", async () => {
    const row = (counted: string) => `${HEADING}\n101,2026-11-07,1,T1,CASH,${counted}`;
    await send(row("10.00"));
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE business_date = '2026-11-07'");
    expect(await send(row("10.00"))).toMatchObject({ accepted: 0, unchanged: 1 });
    expect(await rejectedOf(row("11.00"))).toEqual([
      { row: 2, column: "business_date", code: "day-not-open" },
    ]);
  });

  test("that is only looked at stores nothing", async () => {
    const text = `${HEADING},note\n101,2026-11-08,1,T1,CASH,10.00,hello\n`;
    expect(await send(text, true)).toMatchObject({
      accepted: 1,
      unchanged: 0,
      ignoredColumns: ["note"],
      preview: [{ row: 2, centreId: "101", countedMinor: 1_000, currency: "EUR" }],
    });
    expect(await storedOn("2026-11-08")).toEqual([]);
  });

  test("that arrives twice at the same time is stored once", async () => {
    const text = `${HEADING}\n101,2026-11-09,1,T1,CASH,10.00\n101,2026-11-10,1,T1,CASH,10.00\n`;
    const both = await Promise.all([send(text), send(text)]);
    expect(both.map(({ accepted }) => accepted).sort()).toEqual([0, 2]);
    expect(await storedOn("2026-11-09")).toHaveLength(1);
  });
});

describe("what is no CSV file", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  test.each([
    ["a workbook", bytes(0x50, 0x4b, 3, 4, 20, 0), /XLSX.*CSV UTF-8/],
    ["an old workbook", bytes(0xd0, 0xcf, 0x11, 0xe0), /XLS/],
    ["UTF-16", bytes(0xff, 0xfe, 0x63, 0), /UTF-16/],
    ["a PDF file", bytes(0x25, 0x50, 0x44, 0x46), /PDF/],
    ["a binary file", bytes(0x61, 0, 0x62), /not text/],
    ["Latin-1", bytes(0x63, 0xe9, 0x0a, 0x63), /not in UTF-8/],
    ["nothing", bytes(), /empty/],
  ])("%s is refused with what to do", async (_name, body, texts) => {
    const { code, message } = await refusalOf(send(body));
    expect(code).toBe("INVALID");
    expect(message).toMatch(texts);
  });

  test("another content type is refused with the right one", async () => {
    const request = upload("{}", { "content-type": "application/json" });
    const { code, message } = await refusalOf(
      importTillCounts(scope(), { dryRun: false }, request),
    );
    expect(code).toBe("INVALID");
    expect(message).toContain("text/csv");
  });

  test("a heading alone is refused", async () => {
    expect((await refusalOf(send(HEADING))).message).toMatch(/no row/);
  });

  test("more bytes than the limit are refused", async () => {
    const text = `${HEADING}\n${"#".repeat(33 * 1024 * 1024)}`;
    expect((await refusalOf(send(text))).code).toBe("TOO_LARGE");
  });
});

test("100,000 rows are stored, compared, and told about line by line", async () => {
  const rows = Array.from({ length: 100_000 }, (_, at) => {
    const date = new Date(Date.UTC(2020, 0, 1 + Math.floor(at / 100))).toISOString().slice(0, 10);
    return `101,${date},${at % 5},T${Math.floor(at / 5) % 10},X${Math.floor(at / 50) % 2},${at}.05`;
  });
  const request = upload([HEADING, ...rows].join("\n"), { accept: "application/x-ndjson" });
  const response = await respondToImport(scope(), { dryRun: false }, request);
  const lines = (await (response as Response).text())
    .trimEnd()
    .split("\n")
    .map((line) => importLineSchema.parse(JSON.parse(line)));
  expect(lines.at(-1)).toMatchObject({ result: { accepted: 100_000, unchanged: 0 } });
  expect(lines).toContainEqual({ stage: "storing", done: 100_000, total: 100_000 });
  expect(lines).toContainEqual({ stage: "comparing", done: 1_000, total: 1_000 });
  const [stored] = await sql<{ counts: string; counted: string; lines: string }>(
    `SELECT (SELECT count(*) FROM till_count WHERE business_date < '2026') AS counts,
       (SELECT sum(counted_minor) FROM till_count WHERE business_date < '2026') AS counted,
       (SELECT sum(counted_minor) FROM reconciliation_line WHERE business_date < '2026') AS lines`,
  );
  expect(stored).toEqual({ counts: "100000", counted: stored?.lines, lines: stored?.lines });
}, 120_000);
