/** Over real sockets: names of parameters, pages and ranges of dates, as a field map says. */
import { describe, expect, test, vi } from "vitest";
import { failureOf } from "@/lib/testing/cashrec-client";
import { ok, refuse, sheetOf, startCashrec } from "@/lib/testing/cashrec-server";
import type { ParameterNames } from "@/lib/domain/field-map/request-shape";
import { listDays } from "@/lib/domain/business-date";

const centres = [{ id: "101", currency: "EUR" }];
const DAY = { centres, from: "2026-11-18", to: "2026-11-18" };
const WEEK = { centres, from: "2026-11-16", to: "2026-11-22" };

const [FIRST, ...NO_PAGES] = listDays(WEEK);
const ALL = [FIRST, ...NO_PAGES].map((date) => sheetOf("101", date ?? ""));
const datesOf = (sheets: readonly { sheet: { businessDate: string } }[]) =>
  sheets.map(({ sheet }) => sheet.businessDate);

describe("names of parameters", () => {
  test.each([
    ["without a code", refuse({ message: "no" })],
    ["with code 100", refuse({ code: 100 })],
    ["with another code", refuse({ code: 7 })],
  ])("are tried on a refusal %s, and remembered over a restart", async (_, refusal) => {
    const { asked, connect } = await startCashrec((url) =>
      url.searchParams.has("CenterLists") ? ok([sheetOf("101", DAY.from)]) : refusal,
    );
    let stored: ParameterNames | null = null;
    const memory = {
      find: () => Promise.resolve(stored),
      store: (names: ParameterNames) => Promise.resolve(void (stored = names)),
    };
    const client = connect({}, memory);
    expect(await client.fetchCashSheets(DAY)).toHaveLength(1);
    expect(asked.map(({ search }) => search.replace(/=[^&]*/g, ""))).toEqual([
      "?startDate&endDate&centersList",
      "?StartDate&EndDate&CentersList",
      "?StartDate&EndDate&CenterLists",
    ]);
    expect(await client.fetchCashSheets(DAY)).toHaveLength(1);
    expect(await connect({}, memory).fetchCashSheets(DAY)).toHaveLength(1);
    expect(asked).toHaveLength(5);
  });

  test("are given up when none is taken, and not all tried again at once", async () => {
    const { asked, connect } = await startCashrec(() => refuse({ code: 100 }));
    const client = connect({});
    expect((await failureOf(client.fetchCashSheets(DAY))).message).toContain("code 100");
    expect(asked).toHaveLength(4);
    await failureOf(client.fetchCashSheets(DAY));
    expect(asked).toHaveLength(5);
    // The clock was ahead, and is set back.
    const clock = vi.spyOn(Date, "now").mockReturnValue(Date.now() - 3_600_000);
    await failureOf(client.fetchCashSheets(DAY));
    clock.mockRestore();
    expect(asked).toHaveLength(9);
  });

  test("that a server ignores are not taken for those that it knows", async () => {
    const { asked, connect } = await startCashrec((url) => {
      return url.searchParams.has("centersList") ? refuse({ code: 7 }) : ok([sheetOf("1", "x")]);
    });
    const client = connect({});
    expect((await failureOf(client.fetchCashSheets(DAY))).message).toContain("code 7");
    expect(asked).toHaveLength(4);
  });

  test("that were accepted are not doubted by another refusal", async () => {
    const { at, asked, connect } = await startCashrec(() => ok([sheetOf("101", DAY.from)]));
    const client = connect({});
    await client.fetchCashSheets(DAY);
    at.handle = () => refuse({ code: 7 });
    expect((await failureOf(client.fetchCashSheets(DAY))).message).toContain("code 7");
    expect(asked).toHaveLength(2);
  });
});

test("a map says path, names, dates, centres and further parameters", async () => {
  const { asked, connect } = await startCashrec(() => ok([sheetOf("101", DAY.from)]));
  const client = connect({
    request: {
      path: "/v2/sheets",
      parameters: [{ from: "since", to: "until", centres: "store" }],
      fixed: { detail: "full" },
      dates: "date",
      centres: "repeated",
    },
  });
  await client.fetchCashSheets({ ...DAY, centres: [...centres, { id: "102", currency: "EUR" }] });
  expect(asked[0]?.pathname + (asked[0]?.search ?? "")).toBe(
    "/v2/sheets?since=2026-11-18&until=2026-11-19&store=101&store=102&detail=full",
  );
  const utc = connect({ request: { dates: "utc" } });
  await utc.fetchCashSheets(DAY);
  expect(asked[1]?.searchParams.get("startDate")).toBe("2026-11-17T10:00:00Z");
  expect(asked[1]?.searchParams.get("endDate")).toBe("2026-11-20T00:00:00Z");
});

describe("pages", () => {
  const number = { by: "number", page: "page", size: "size", perPage: 3 } as const;
  const cut = (from: number, size = 3) => ALL.slice(from, from + size);
  const pageOf = (url: URL) => Number(url.searchParams.get("page"));

  test.each([
    ["a total", { ...number, total: "meta.total" }, { meta: { total: 7 } }, 3],
    ["an empty page", number, {}, 4],
  ])("by number are read up to %s", async (_, pages, more, requests) => {
    const { asked, connect } = await startCashrec((url) =>
      ok({ data: { items: cut(3 * (pageOf(url) - 1)) }, hasMore: true, ...more }),
    );
    const sheets = await connect({ rows: "data.items", request: { pages } }).fetchCashSheets(WEEK);
    expect(datesOf(sheets)).toEqual(listDays(WEEK));
    expect(asked).toHaveLength(requests);
    expect(sheets[6]?.payload).toBe(JSON.stringify(ALL[6]));
  });

  test("by offset go on where the last page ended, however short it was", async () => {
    const { asked, connect } = await startCashrec((url) =>
      ok(cut(Number(url.searchParams.get("skip")), 2)),
    );
    const pages = { by: "offset", offset: "skip", limit: "take", perPage: 5 } as const;
    expect(datesOf(await connect({ request: { pages } }).fetchCashSheets(WEEK))).toHaveLength(7);
    expect(asked.map(({ searchParams }) => searchParams.get("skip"))).toEqual(
      ["0", "2", "4", "6", "7"], // The last one is empty.
    );
  });

  test("follow a cursor, or a link of the same origin", async () => {
    const { at, connect, origin } = await startCashrec((url) => {
      const from = Number(url.searchParams.get("cursor") ?? 0);
      return ok({ shifts: cut(from), ...(from < 6 ? { cursor: String(from + 3) } : {}) });
    });
    const byCursor = { by: "cursor", parameter: "cursor", next: "cursor" } as const;
    const rows = "shifts";
    const cursor = connect({ rows, request: { pages: byCursor } });
    expect(datesOf(await cursor.fetchCashSheets(WEEK))).toHaveLength(7);
    let next = "/more?from=3";
    at.handle = (url) => {
      const from = Number(url.searchParams.get("from") ?? 0);
      return ok({ shifts: cut(from, 4), links: { next: from === 0 ? next : null } });
    };
    const link = connect({ rows, request: { pages: { by: "link", next: "links.next" } } });
    next = `${origin}/more?from=4`;
    expect(datesOf(await link.fetchCashSheets(WEEK))).toHaveLength(7);
    next = "https://elsewhere.test/more?from=4";
    expect((await failureOf(link.fetchCashSheets(WEEK))).message).toContain("another address");
  });

  test.each<[string, (url: URL) => ReturnType<typeof ok>, string]>([
    [
      "the second fails",
      (url) => (pageOf(url) === 2 ? refuse({}) : ok({ d: cut(0), total: 9 })),
      "400",
    ],
    ["the same comes twice", () => ok({ d: cut(0), total: 9 }), "same page twice"],
    [
      "there are fewer than counted",
      (url) => ok({ d: cut(3 * pageOf(url) - 3), total: 9 }),
      "anoth",
    ],
    ["the second says that it failed", failsOnTheSecond, "it failed"],
    ["the count is missing", () => ok({ d: cut(0), total: undefined }), "no count"],
  ])("are read all or not at all: %s", async (_, handle, message) => {
    const { connect } = await startCashrec(handle);
    const client = connect({ rows: "d", request: { pages: { ...number, total: "total" } } });
    expect((await failureOf(client.fetchCashSheets(WEEK))).message).toContain(message);
  });

  function failsOnTheSecond(url: URL) {
    return pageOf(url) === 1
      ? ok({ d: cut(0), total: 9 })
      : ok({ success: false, d: [], total: 9 });
  }
});

describe("a range that is too long", () => {
  const daysOf = ({ searchParams }: URL) => {
    const from = searchParams.get("startDate")?.slice(0, 10) ?? "";
    const to = searchParams.get("endDate")?.slice(0, 10) ?? "";
    return listDays({ from, to }).slice(0, -1);
  };
  const atMost = (days: number, refusal: ReturnType<typeof refuse>) => (url: URL) => {
    const dates = daysOf(url);
    return dates.length > days ? refusal : ok(dates.map((date) => sheetOf("101", date)));
  };

  test.each([
    ["a 400", refuse({ code: 12, message: "The maximum date range is 3 days" })],
    ["a 422 in Spanish", refuse({ error: "El rango supera el máximo" }, 422)],
  ])("is split after %s, and what Cashrec takes is remembered", async (_, refusal) => {
    const { asked, connect } = await startCashrec(atMost(3, refusal));
    const client = connect({});
    expect(datesOf(await client.fetchCashSheets(WEEK))).toEqual(listDays(WEEK));
    const before = asked.length;
    expect(datesOf(await client.fetchCashSheets(WEEK))).toEqual(listDays(WEEK));
    expect(asked.length - before).toBe(4);
  });

  test("is asked for in parts from the start where the map says so", async () => {
    const { asked, connect } = await startCashrec(atMost(2, refuse({})));
    const client = connect({ request: { daysMax: 2 } });
    expect(datesOf(await client.fetchCashSheets(WEEK))).toEqual(listDays(WEEK));
    expect(asked).toHaveLength(4);
  });

  test("is a refusal when one day is too long", async () => {
    const { connect } = await startCashrec(() => refuse({ message: "range exceeds the limit" }));
    const { message } = await failureOf(connect({}).fetchCashSheets(WEEK));
    expect(message).toContain("range of dates is too long");
  });
});
