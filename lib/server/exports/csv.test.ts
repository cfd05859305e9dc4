import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { formatPlain, minor } from "@/lib/domain/money";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { areOthersPresent, noteShortRequest } from "../give-way";
import { listLines } from "../reconciliations/queries";
import { exportCsv } from "./csv";

const RANGE = { from: "2026-03-01", to: "2026-03-12" };

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
  await sql(`UPDATE centre SET name = '=HYPERLINK("http://x")' WHERE id = '202'`);
});

const scope = () => scopeFor("reconciliation:view", null);
const request = new Request("http://localhost/", { headers: { "accept-language": "es" } });

describe("the CSV file", () => {
  test.each([
    {},
    { differencesOnly: "true" },
    { tenderId: "CASH", verdict: ["short", "over"], centreId: ["201", "203"] },
    { from: "2026-03-03", to: "2026-03-04" },
  ])("has exactly the lines that the screen shows for %j", async (more) => {
    const { lines } = await listLines(
      scope(),
      pageSearchSchema.parse({ ...RANGE, ...more, limit: 5_000 }),
    );
    const rows = await download(more);
    const money = (amount: number | null, currency: string) =>
      amount === null ? "" : formatPlain(minor(amount), currency);
    expect(rows.map(pick)).toEqual(
      lines.map((line) => [
        line.centreId,
        line.businessDate,
        line.shiftId,
        line.tillId,
        line.tenderId,
        line.currency,
        money(line.expectedMinor, line.currency),
        money(line.countedMinor, line.currency),
        money(line.differenceMinor, line.currency),
        line.verdict,
      ]),
    );
  });

  test("has the same lines while others are present, for whom no page is read ahead", async () => {
    const alone = await download({});
    const response = new ServerResponse(new IncomingMessage(new Socket()));
    noteShortRequest({ id: "short", kind: "request", accountId: null }, response);
    expect(areOthersPresent()).toBe(true);
    expect(await download({})).toEqual(alone);
    response.emit("close");
  });

  test("defuses what a spreadsheet would run", async () => {
    const rows = await download({ centreId: "202" });
    expect(new Set(rows.map((row) => row.centre_name))).toEqual(
      new Set([`'=HYPERLINK("http://x")`]),
    );
  });

  test("shows the waterfall of cash, and nothing where a term was not provided", async () => {
    const [cash] = await download({ tenderId: "CASH", centreId: "201", verdict: "matched" });
    expect(cash).toMatchObject({ float: "150.00", withdrawals: "0.00", tender_kind: "cash" });
    const [card] = await download({ tenderId: "CARD", centreId: "201" });
    expect(card).toMatchObject({ float: "", sales: "" });
  });

  test("says who said what about a line, and when", async () => {
    const { id } = await makeUser({ name: "Eva Reviewer" });
    const line = ["201", "2026-03-01", "1", "T1", "CASH"];
    await sql(
      `UPDATE reconciliation_line SET reason = 'other'
        WHERE (centre_id, business_date, shift_id, till_id, tender_id) = ($1, $2, $3, $4, $5)`,
      line,
    );
    await sql(
      `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
                                kind, reason, text, author_id, created_at)
         VALUES ($1, $2, $3, $4, $5, 1, 'explained', 'other', 'A coin', $6,
                 '2026-03-02T09:00:00Z')`,
      [...line, id],
    );
    await sql(
      `INSERT INTO note (id, centre_id, business_date, shift_id, till_id, tender_id, text,
                         author_id)
         VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, 'Looked under the drawer', $6)`,
      [...line, id],
    );
    await sql(
      `INSERT INTO move VALUES ($1, $2, 1, 'review', 'open', 'reviewed', 1, NULL, $3,
                                '2026-03-02T10:00:00Z')`,
      [line[0], line[1], id],
    );
    const rows = await download({ centreId: "201", from: "2026-03-01", to: "2026-03-02" });
    const [about, other] = [
      rows.find((row) => row.business_date === line[1] && row.reason === "other"),
      rows.find((row) => row.business_date === "2026-03-02" && row.count_version === "1"),
    ];
    expect(about).toMatchObject({
      explanation: "A coin",
      explained_by: "Eva Reviewer",
      explained_at: "2026-03-02T09:00:00.000Z",
      notes: "Looked under the drawer",
      state_by: "Eva Reviewer",
      state_at: "2026-03-02T10:00:00.000Z",
    });
    expect(other).toMatchObject({ counted_by: "Ana Counter", explanation: "", state_by: "" });
  });

  test("says what Cashrec calls the sheet, and what of it does not add up", async () => {
    const rows = await download({ centreId: "201", from: "2026-03-01", to: "2026-03-02" });
    const [first] = rows.filter((row) => row.business_date === "2026-03-01");
    expect(first).toMatchObject({ sheet_status: "Closed", sheet_findings: "sales-differ" });
    const [other] = rows.filter((row) => row.business_date === "2026-03-02");
    expect(other).toMatchObject({ sheet_status: "", sheet_findings: "" });
  });

  test("is named after its dates, and begins with a mark only for those who ask", async () => {
    const plain = await exportCsv(scope(), exportSearchSchema.parse(RANGE), request);
    expect(plain.headers.get("content-disposition")).toBe(
      'attachment; filename="reconciliations-2026-03-01-to-2026-03-12.csv"',
    );
    expect(await plain.bytes().then((bytes) => bytes[0])).toBe("c".charCodeAt(0));
    const search = exportSearchSchema.parse({ ...RANGE, bom: "true" });
    const marked = await exportCsv(scope(), search, request);
    expect([...(await marked.bytes()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test("says in its last row and to scripts what was never read", async () => {
    const { unreadDays } = (await listLines(scope(), pageSearchSchema.parse(RANGE))).freshness;
    expect(unreadDays).toBeGreaterThan(0);
    const search = exportSearchSchema.parse({ ...RANGE, bom: "true" });
    const response = await exportCsv(scope(), search, request);
    const days = Number(response.headers.get("x-centre-days"));
    expect(days).toBe(12 * 3);
    expect(response.headers.get("x-unread-centre-days")).toBe(String(unreadDays));
    const last = (await response.text()).trimEnd().split("\r\n").at(-1);
    expect(last).toContain(`${unreadDays} de ${days} días de centro sin leer`);
    const read = { centreId: ["201"], from: "2026-03-03", to: "2026-03-03", bom: "true" };
    await sql(
      `INSERT INTO cash_sheet (centre_id, business_date, version, read_at)
       VALUES ('201', '2026-03-03', 0, now()) ON CONFLICT DO NOTHING`,
    );
    const whole = await exportCsv(scope(), exportSearchSchema.parse(read), request);
    expect(whole.headers.get("x-unread-centre-days")).toBe("0");
    expect(await whole.text()).not.toContain("sin leer");
  });

  test("breaks off when the reader goes away", async () => {
    const { body } = await exportCsv(scope(), exportSearchSchema.parse(RANGE), request);
    await body?.cancel();
    expect(body?.locked).toBe(false);
  });
});

type Row = Record<string, string>;

async function download(more: Record<string, unknown>): Promise<Row[]> {
  const search = exportSearchSchema.parse({ ...RANGE, ...more });
  const response = await exportCsv(scope(), search, request);
  expect(response.headers.get("content-type")).toContain("text/csv");
  return parse<Row>(await response.text(), { columns: true });
}

function pick(row: Row): (string | undefined)[] {
  return [
    row.centre_id,
    row.business_date,
    row.shift_id,
    row.till_id,
    row.tender_id,
    row.currency,
    row.expected,
    row.counted,
    row.difference,
    row.verdict,
  ];
}
