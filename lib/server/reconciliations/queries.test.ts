import { beforeAll, describe, expect, test } from "vitest";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { pageSearchSchema, searchSchema, SORTS } from "@/lib/contracts/search";
import { type DayKey, formatLineKey } from "@/lib/domain/keys";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays, ARRANGED_DATES, ARRANGED_TENDERS } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { readPages } from "@/lib/testing/read-pages";
import { inTransaction, sql } from "../db/sql";
import { recomputeDays } from "../recompute/recompute-days";
import { findChanges, listDayTotals, listLines, listTenders } from "./queries";

const RANGE = { from: "2026-03-01", to: "2026-03-12" };

let days: Awaited<ReturnType<typeof arrangeDays>>;

beforeAll(async () => {
  await testDatabase();
  days = await arrangeDays();
  await explainSome(days.counterId);
});

const everywhere = () => scopeFor("reconciliation:view", null);
const search = (more: Record<string, unknown> = {}) =>
  pageSearchSchema.parse({ ...RANGE, ...more });

describe("a list of lines", () => {
  test("comes newest date first, then by centre, shift, till and tender", async () => {
    const { lines } = await listLines(everywhere(), search());
    const later = (one: LineRow, other: LineRow) =>
      one.businessDate === other.businessDate
        ? formatLineKey(one) > formatLineKey(other)
        : one.businessDate < other.businessDate;
    const sorted = lines.toSorted((one, other) => (later(one, other) ? 1 : -1));
    expect(lines.length).toBeGreaterThan(60);
    expect(lines).toEqual(sorted);
  });

  test.each(SORTS)("in pages of any size it is the same list, sorted by %s", async (sort) => {
    const whole = await listLines(everywhere(), search({ sort }));
    for (const limit of [1, 7, 50]) {
      const pages = await readPages(everywhere(), search({ sort, limit }));
      expect(pages).toEqual(whole.lines);
    }
  });

  test("sorted by a figure, amounts of two currencies are never compared", async () => {
    for (const sort of SORTS.filter((one) => one !== "date")) {
      const { lines } = await listLines(everywhere(), search({ sort }));
      const currencies = lines.map(({ currency }) => currency);
      expect(new Set(currencies).size).toBe(2);
      expect(currencies, sort).toEqual(currencies.toSorted());
    }
    const { lines } = await listLines(everywhere(), search({ sort: "size" }));
    const euros = lines.filter(({ currency }) => currency === "EUR");
    const sizes = euros.flatMap(({ differenceMinor: gap }) => (gap === null ? [] : Math.abs(gap)));
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
  });

  test.each([
    // filter, what every line of the response is
    [{ verdict: "short" }, (line: LineRow) => line.verdict === "short"],
    [{ tenderId: ["CARD", "VOUCHER"] }, (line: LineRow) => line.tenderId !== "CASH"],
    [{ centreId: "202" }, (line: LineRow) => line.centreId === "202"],
    [{ tillId: "T2" }, (line: LineRow) => line.tillId === "T2"],
    [{ shiftId: "1", tillId: ["T1", "T9"] }, (line: LineRow) => line.tillId === "T1"],
    [{ shiftId: "2" }, () => false],
    [
      { differencesOnly: "true" },
      (line: LineRow) => !["matched", "within-tolerance"].includes(line.verdict),
    ],
    [
      { differencesOnly: "true", verdict: ["over", "matched"], tenderId: "CASH" },
      (line: LineRow) => line.verdict === "over" && line.tenderId === "CASH",
    ],
    [{ differencesOnly: "true", verdict: "matched" }, () => false],
    [{ sheetStatus: "Closed" }, (line: LineRow) => isOfFirstDay(line)],
    [{ sheetStatus: "Unheard of" }, () => false],
    [{ findingsOnly: "true" }, (line: LineRow) => isOfFirstDay(line)],
    [
      { findingsOnly: "true", sheetStatus: "Closed", tenderId: "CASH" },
      (line: LineRow) => isOfFirstDay(line) && line.tenderId === "CASH",
    ],
    [{ reason: "other" }, (line: LineRow) => line.reason === "other"],
    [{ reason: "none" }, isUnexplained],
    [
      { reason: "none", verdict: "uncounted" },
      (line: LineRow) => line.verdict === "uncounted" && isUnexplained(line),
    ],
    [
      { reason: ["none", "training"], tenderId: "CARD" },
      (line: LineRow) =>
        line.tenderId === "CARD" && (line.reason === "training" || isUnexplained(line)),
    ],
    [{ reason: "training", verdict: "short" }, () => false],
  ])("%j leaves exactly those lines, and their totals, in every page size", async (more, keeps) => {
    const all = await listLines(everywhere(), search());
    const expected = all.lines.filter(keeps);
    const { lines, totals, days } = await listLines(everywhere(), search(more));
    expect(lines).toEqual(expected);
    expect(await readPages(everywhere(), search({ ...more, limit: 3 }))).toEqual(expected);
    expect(totals).toEqual(totalsOf(expected));
    expect(new Set(days.map(dayOf))).toEqual(new Set(expected.map(dayOf)));
  });

  test("its totals are the sums of its lines, per currency, filtered or not", async () => {
    const { lines, totals } = await listLines(everywhere(), search());
    expect(totals.map(({ currency }) => currency)).toEqual(["EUR", "JPY"]);
    expect(totals).toEqual(totalsOf(lines));
    const byDate = await listDayTotals(everywhere(), searchSchema.parse(RANGE));
    const filtered = await listDayTotals(
      everywhere(),
      searchSchema.parse({ ...RANGE, verdict: ["short", "over"] }),
    );
    const net = (rows: { netMinor: number }[]) => rows.reduce((sum, row) => sum + row.netMinor, 0);
    expect(net(byDate.rows)).toBe(net(totals));
    expect(net(filtered.rows)).toBe(net(totals));
    for (const rows of [byDate.rows, filtered.rows]) {
      expect(rows.reduce((sum, row) => sum + row.shortLines, 0)).toBe(
        totals.reduce((sum, total) => sum + total.lines.short, 0),
      );
    }
  });

  test("never reaches beyond the centres of the scope", async () => {
    const scope = scopeFor("reconciliation:view", ["201"]);
    const named = await listLines(scope, search({ centreId: ["201", "202"] }));
    const all = await listLines(scope, search());
    expect(named.lines).toEqual(all.lines);
    expect(new Set(all.lines.map(({ centreId }) => centreId))).toEqual(new Set(["201"]));
  });

  test("refuses a cursor that it did not give out, or gave for another sort", async () => {
    const { nextCursor } = await listLines(everywhere(), search({ limit: 1 }));
    const wrong = [{ cursor: "nonsense" }, { cursor: nextCursor, sort: "size" }];
    for (const more of wrong) {
      await expect(listLines(everywhere(), search(more))).rejects.toMatchObject({
        code: "INVALID",
      });
    }
  });

  test("says how fresh it is and what was never read", async () => {
    const { freshness } = await listLines(scopeFor("reconciliation:view", ["201"]), search());
    expect(freshness.oldestReadAt).toBe("2026-03-20T08:00:00.000Z");
    expect(freshness.unreadDays).toBe(12 - ARRANGED_DATES.length);
    expect(freshness.failures).toEqual([]);
  });
});

test("a change is noticed, and only by those whose range it touches", async () => {
  const before = await listLines(everywhere(), search());
  const asked = { ...search(), revision: before.freshness.revision };
  expect((await findChanges(everywhere(), asked)).changedDays).toBe(0);
  await days.count({ centreId: "202", businessDate: "2026-03-05" }, "CASH", 77_77);
  const after = await findChanges(everywhere(), asked);
  expect(after.changedDays).toBe(1);
  expect(after.freshness.revision).not.toBe(before.freshness.revision);
  const elsewhere = { ...asked, centreIds: ["201"] };
  const north = await listLines(everywhere(), search({ centreId: "201" }));
  const quiet = await findChanges(everywhere(), {
    ...elsewhere,
    revision: north.freshness.revision,
  });
  expect(quiet.changedDays).toBe(0);
});

test("the tender filter offers what the latest days have", async () => {
  const { tenders } = await listTenders(everywhere());
  expect(tenders.map(({ tenderId }) => tenderId).toSorted()).toEqual(ARRANGED_TENDERS.toSorted());
});

/** The difference that is short in one till is explained, and some uncounted lines are waived. */
async function explainSome(authorId: string): Promise<void> {
  await sql(
    `INSERT INTO explanation (centre_id, business_date, shift_id, till_id, tender_id, version,
       kind, reason, text, difference_minor, count_version, author_id)
     SELECT centre_id, business_date, shift_id, till_id, tender_id, 1,
            CASE verdict WHEN 'short' THEN 'explained' ELSE 'waived' END,
            CASE verdict WHEN 'short' THEN 'other' ELSE 'training' END, 'Seen on the slip',
            difference_minor, count_version, $1
       FROM reconciliation_line
      WHERE till_id = 'T1' AND verdict = 'short' OR till_id = 'T2' AND verdict = 'uncounted'`,
    [authorId],
  );
  const all = await sql<DayKey>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate" FROM reconciliation`,
  );
  await inTransaction((tx) => recomputeDays(tx, all));
  const rows = await sql("SELECT DISTINCT reason FROM reconciliation_line ORDER BY reason");
  expect(rows).toEqual([{ reason: "other" }, { reason: "training" }, { reason: null }]);
}

function isOfFirstDay({ businessDate }: LineRow): boolean {
  return businessDate === ARRANGED_DATES[0];
}

function isUnexplained({ reason, verdict }: LineRow): boolean {
  return reason === null && !["matched", "within-tolerance"].includes(verdict);
}

/** These totals are added up here by hand, line by line. */
function totalsOf(lines: readonly LineRow[]) {
  const sum = (amounts: (number | null)[]) =>
    amounts.reduce<number>((total, amount) => total + (amount ?? 0), 0);
  const currencies = [...new Set(lines.map(({ currency }) => currency))].toSorted();
  return currencies.map((currency) => {
    const mine = lines.filter((line) => line.currency === currency);
    const both = mine.filter((line) => line.differenceMinor !== null);
    const one = mine.filter((line) => line.differenceMinor === null);
    const gaps = both.map((line) => line.differenceMinor ?? 0);
    const many = (verdict: string) => mine.filter((line) => line.verdict === verdict).length;
    return {
      currency,
      expectedMinor: sum(both.map((line) => line.expectedMinor)),
      countedMinor: sum(both.map((line) => line.countedMinor)),
      shortMinor: sum(gaps.filter((gap) => gap < 0)),
      overMinor: sum(gaps.filter((gap) => gap > 0)),
      netMinor: sum(gaps),
      uncountedMinor: sum(one.map((line) => line.expectedMinor)),
      unexpectedMinor: sum(one.map((line) => line.countedMinor)),
      lines: {
        matched: many("matched"),
        "within-tolerance": many("within-tolerance"),
        over: many("over"),
        short: many("short"),
        uncounted: many("uncounted"),
        unexpected: many("unexpected"),
      },
      dayCount: new Set(mine.map(dayOf)).size,
    };
  });
}

function dayOf({ centreId, businessDate }: { centreId: string; businessDate: string }): string {
  return `${centreId} ${businessDate}`;
}
