/** The client sends bounded requests to Cashrec, and returns a response whole or not at all. */
import { describe, expect, test } from "vitest";
import { arrangeClient, DAY, failureOf, isSheets, json, reply } from "@/lib/testing/cashrec-client";
import { SANDBOX_CREDENTIALS } from "../sandbox/sandbox";

describe("what will not pass is not tried again", () => {
  test.each([
    ["907", "UPSTREAM_REFUSED"],
    ["904", "UPSTREAM_CHANGED"],
    ["905", "UPSTREAM_CHANGED"],
    ["906", "UPSTREAM_REFUSED"],
    ["909", "UPSTREAM_CHANGED"],
    ["910", "UPSTREAM_REFUSED"],
    ["911", "UPSTREAM_CHANGED"],
    ["912", "UPSTREAM_CHANGED"],
  ])("centre %s: %s", async (centre, code) => {
    const { calls, fetchDay } = arrangeClient();
    expect((await failureOf(fetchDay(centre))).code).toBe(code);
    expect(calls.filter((call) => call === "sheets")).toHaveLength(1);
  });

  test("an answer beyond the size limit, declared or not", async () => {
    const { fetchDay } = arrangeClient({ limits: { bodyBytesMax: 500 } });
    expect((await failureOf(fetchDay())).message).toContain("more than");
  });

  test("bytes that are not UTF-8", async () => {
    const { fetchDay } = arrangeClient({
      before: (request) =>
        isSheets(request)
          ? new Response(new Uint8Array([0x22, 0xff, 0x22]), { headers: json })
          : null,
    });
    expect((await failureOf(fetchDay())).message).toContain("UTF-8");
  });
});

describe("parameter names", () => {
  test("are tried in the other case once on code 100, and remembered", async () => {
    const { calls, fetchDay } = arrangeClient({ sandbox: { spelling: "pascal" } });
    expect(await fetchDay()).toHaveLength(1);
    expect(calls).toEqual(["password", "sheets", "sheets"]);
    await fetchDay();
    expect(calls).toHaveLength(4);
  });

  test("are given up when none of them is taken", async () => {
    const { calls, fetchDay } = arrangeClient({
      before: (request) => (isSheets(request) ? reply(400, json, '{"Code":"100"}') : null),
    });
    expect((await failureOf(fetchDay())).message).toContain("code 100");
    expect(calls.filter((call) => call === "sheets")).toHaveLength(4);
  });
});

describe("what is sent", () => {
  test("is a bounded request with wall-clock text, and many of them for much", async () => {
    const urls: URL[] = [];
    const { client } = arrangeClient({
      before: (request) => {
        if (isSheets(request)) urls.push(new URL(request.url));
        return null;
      },
    });
    const ids = Array.from({ length: 25 }, (_, i) => String(200 + i));
    const centres = ids.map((id) => ({ id, currency: "EUR" }));
    const sheets = await client.fetchCashSheets({ centres, from: "2026-11-01", to: "2026-11-10" });
    expect(urls).toHaveLength(4);
    expect(urls[0]?.pathname).toBe("/api/v1/cashSheet");
    expect(Object.fromEntries(urls[0]?.searchParams ?? [])).toEqual({
      startDate: "2026-11-01T00:00:00",
      endDate: "2026-11-08T12:00:00",
      centersList: ids.slice(0, 20).join(","),
    });
    const keys = sheets.map(({ sheet }) => `${sheet.centreId} ${sheet.businessDate}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(sheets.every(({ sheet }) => sheet.businessDate <= "2026-11-10")).toBe(true);
  });

  test("goes over HTTPS, or stays on this machine", () => {
    expect(() => arrangeClient({ connection: { apiUrl: "http://cashrec.test" } })).toThrow("HTTPS");
    expect(() =>
      arrangeClient({ connection: { tokenUrl: "http://127.0.0.1.evil.test" } }),
    ).toThrow();
    expect(() => arrangeClient({ connection: { apiUrl: "http://127.0.0.1:4100" } })).not.toThrow();
    expect(() => arrangeClient({ connection: { apiUrl: "http://[::1]:4100" } })).not.toThrow();
  });

  test("is never part of an error", async () => {
    const { fetchDay } = arrangeClient({
      before: (request) => {
        const { password } = SANDBOX_CREDENTIALS;
        const given = `${request.url} ${request.headers.get("authorization")} ${password}`;
        return isSheets(request)
          ? reply(400, json, JSON.stringify({ code: 5, echoed: given }))
          : null;
      },
    });
    const { message } = await failureOf(fetchDay());
    expect(message).toBe("Cashrec refused the request (400, code 5).");
  });
});

describe("what comes back", () => {
  test("keeps Cashrec's own text of each sheet, with its hash", async () => {
    const { fetchDay, sandbox } = arrangeClient();
    sandbox.amend("101", DAY, null);
    expect(await fetchDay()).toEqual([]);
    const body = `[ {"centerId":101, "businessDay":"${DAY}","cashFund":12.10,"tillId":1,"payments":[
      {"id":"CASH","amount":1.2000}]} ]`;
    const { fetchDay: fetchOther } = arrangeClient({
      before: (request) => (isSheets(request) ? reply(200, json, body) : null),
    });
    const [fetched] = await fetchOther();
    expect(fetched?.payload).toBe(body.slice(2, -2));
    expect(fetched?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(fetched?.sheet.shifts[0]?.float?.amount).toBe(1_210);
  });

  test("an amended sheet is read as it is now", async () => {
    const { fetchDay, sandbox } = arrangeClient();
    const [first] = await fetchDay();
    const sheet = JSON.parse(first?.payload ?? "") as { status: string };
    sandbox.amend("101", DAY, { ...sheet, status: "Reopened" });
    const [second] = await fetchDay();
    expect(second?.sheet.status).toBe("Reopened");
    expect(second?.hash).not.toBe(first?.hash);
  });
});
