/** The sandbox behaves as Cashrec's documentation describes, and its sheets look realistic. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listDays } from "@/lib/domain/business-date";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { readAmendedFiles } from "./amended-files";
import { DEMO_CENTRES } from "./centres";
import { createSandbox, type Sandbox, SANDBOX_CREDENTIALS } from "./sandbox";
import { buildSheet } from "./sheet";

const dataDir = makeTemporaryFolder("sandbox");

const AT = "https://sandbox.test";
const GOOD = {
  startDate: "2026-11-18T00:00:00",
  endDate: "2026-11-19T00:00:00",
  centersList: "101,102",
};

function ask(sandbox: Sandbox, query: Record<string, string>, token: string) {
  const url = `${AT}/api/v1/cashSheet?${new URLSearchParams(query).toString()}`;
  return sandbox(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
}

async function sign(sandbox: Sandbox, form: Record<string, string>) {
  const body = new URLSearchParams({
    client_id: SANDBOX_CREDENTIALS.clientId,
    client_secret: SANDBOX_CREDENTIALS.clientSecret,
    ...form,
  });
  const response = await sandbox(new Request(`${AT}/connect/token`, { method: "POST", body }));
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const { username, password } = SANDBOX_CREDENTIALS;
const byPassword = { grant_type: "password", username, password };

describe("the token endpoint", () => {
  test("answers as OAuth does, and takes each refresh token once", async () => {
    const sandbox = createSandbox();
    const { status, body } = await sign(sandbox, byPassword);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({ token_type: "Bearer", expires_in: 3_600 }),
    ]);
    const again = { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" };
    expect((await sign(sandbox, again)).status).toBe(200);
    expect(await sign(sandbox, again)).toEqual({ status: 400, body: { error: "invalid_grant" } });
  });

  test.each([
    ["invalid_grant", { ...byPassword, password: "x" }],
    ["invalid_client", { ...byPassword, client_secret: "x" }],
    ["unsupported_grant_type", { grant_type: "other" }],
  ])("refuses with %s", async (error, form) => {
    expect(await sign(createSandbox(), form)).toEqual({ status: 400, body: { error } });
  });
});

describe("the cash sheet endpoint", () => {
  test.each([
    ["a missing centre list", { ...GOOD, centersList: "" }],
    ["a date with a zone", { ...GOOD, startDate: "2026-11-18T00:00:00Z" }],
    ["an end before its start", { ...GOOD, endDate: "2026-11-01T00:00:00" }],
    ["names in the other case", { StartDate: GOOD.startDate, EndDate: GOOD.endDate }],
  ])("refuses %s with code 100", async (_, query) => {
    const sandbox = createSandbox();
    const { body } = await sign(sandbox, byPassword);
    const response = await ask(sandbox, query, body.access_token ?? "");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 100 });
  });

  test("refuses a token that is made up, too old, or revoked", async () => {
    let now = 0;
    const sandbox = createSandbox({ now: () => now, tokenSeconds: 60 });
    const { body } = await sign(sandbox, byPassword);
    const token = body.access_token ?? "";
    expect((await ask(sandbox, GOOD, "made-up")).status).toBe(401);
    expect((await ask(sandbox, GOOD, token)).status).toBe(200);
    now = 61_000;
    expect((await ask(sandbox, GOOD, token)).status).toBe(401);
    now = 0;
    sandbox.revokeTokens();
    expect((await ask(sandbox, GOOD, token)).status).toBe(401);
  });

  test.each([
    ["901", 500],
    ["902", 503],
    ["907", 404],
    ["908", 429],
    ["910", 302],
  ])("answers %s with %s", async (centersList, status) => {
    const sandbox = createSandbox();
    const { body } = await sign(sandbox, byPassword);
    expect((await ask(sandbox, { ...GOOD, centersList }, body.access_token ?? "")).status).toBe(
      status,
    );
  });

  test("a sheet that lies as a file in the data directory goes before the usual one", async () => {
    const sandbox = createSandbox({ amendedElsewhere: () => readAmendedFiles(dataDir) });
    const { body } = await sign(sandbox, byPassword);
    const read = async () => {
      const response = await ask(sandbox, { ...GOOD, centersList: "101" }, body.access_token ?? "");
      return (await response.json()) as unknown[];
    };
    const before = await read();
    mkdirSync(join(dataDir, "sandbox"));
    const file = join(dataDir, "sandbox", "101_2026-11-18.json");
    writeFileSync(file, '{"centerId":101,"note":"amended"}');
    expect((await read())[0]).toEqual({ centerId: 101, note: "amended" });
    rmSync(file);
    expect(await read()).toEqual(before);
  });

  test("a sheet can be amended over HTTP, and put back", async () => {
    const sandbox = createSandbox();
    const url = `${AT}/sandbox/sheets/101/2026-11-18`;
    const { body } = await sign(sandbox, byPassword);
    const read = async () => {
      const response = await ask(sandbox, { ...GOOD, centersList: "101" }, body.access_token ?? "");
      return (await response.json()) as unknown[];
    };
    const before = await read();
    await sandbox(new Request(url, { method: "PUT", body: '{"centerId":101,"note":"amended"}' }));
    expect((await read())[0]).toEqual({ centerId: 101, note: "amended" });
    await sandbox(new Request(url, { method: "DELETE" }));
    expect(await read()).toEqual(before);
  });
});

describe("a year of sheets", () => {
  const days = listDays({ from: "2026-01-01", to: "2026-12-31" });
  const sheets = DEMO_CENTRES.flatMap(({ id }) => days.map((day) => buildSheet(id, day)));
  const shifts = sheets.flatMap((sheet) => sheet?.shifts ?? []);
  const gross = (weekday: number) => {
    const some = sheets.filter((sheet) => new Date(sheet?.businessDay ?? 0).getDay() === weekday);
    return some.flatMap((sheet) => sheet?.shifts ?? []).reduce((sum, s) => sum + s.grossSales, 0);
  };

  test("is the same whenever it is asked for", () => {
    expect(buildSheet("101", "2019-01-05")).toEqual(buildSheet("101", "2019-01-05"));
    expect(buildSheet("e2e-7", "2031-07-01")?.centerId).toBe("e2e-7");
  });

  test("has days without a sheet, empty sheets, and everything else a sheet may hold", () => {
    expect(sheets.filter((sheet) => sheet === null).length).toBeGreaterThan(50);
    expect(sheets.filter((sheet) => sheet?.shifts.length === 0).length).toBeGreaterThan(20);
    for (const list of ["expenses", "movements", "deposits", "pickups"] as const) {
      expect(shifts.filter((shift) => shift[list].length > 0).length).toBeGreaterThan(100);
    }
    const closings = shifts.map(({ closedAt, openedAt }) => [closedAt, openedAt.slice(0, 10)]);
    expect(closings.some(([closed, day]) => (closed ?? "").slice(0, 10) > (day ?? ""))).toBe(true);
    expect(closings.some(([closed]) => closed === null)).toBe(true);
    expect(new Set(sheets.flatMap((sheet) => sheet?.status ?? [])).size).toBe(3);
    expect(shifts.some(({ cashDifference = 0 }) => cashDifference > 0)).toBe(true);
    expect(shifts.some((s) => s.payments.some(({ quantity }) => quantity !== undefined))).toBe(
      true,
    );
    expect(new Set(shifts.map(({ tillId }) => tillId))).toEqual(new Set(["T1", "T2", "T3"]));
  });

  test("is busier at the end of a week", () => {
    expect(gross(6)).toBeGreaterThan(gross(1) * 1.5);
  });

  test("mostly adds up to its gross sales, and the drawer is never emptied below zero", () => {
    let wrong = 0;
    for (const shift of shifts) {
      const cents = (value: number) => Math.round(value * 100);
      const paid = shift.payments.map(
        ({ amount, quantity = 0, unitValue = 0 }) => amount ?? quantity * unitValue,
      );
      const total = paid.reduce((sum, value) => sum + cents(value), 0);
      if (total !== cents(shift.grossSales)) wrong += 1;
      const out = [...shift.deposits, ...shift.pickups, ...shift.expenses];
      const left = out.reduce((sum, { amount }) => sum - amount, paid[0] ?? 0) + shift.cashFund;
      expect(left).toBeGreaterThan(0);
    }
    expect(wrong).toBeGreaterThan(10);
    expect(wrong).toBeLessThan(shifts.length / 50);
  });

  test("has whole yen in Kyoto", () => {
    const kyoto = days.flatMap((day) => buildSheet("114", day)?.shifts ?? []);
    expect(kyoto.every(({ grossSales }) => Number.isInteger(grossSales))).toBe(true);
  });
});
