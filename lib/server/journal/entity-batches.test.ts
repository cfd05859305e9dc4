/** Batches of several legal entities: each has its own numbers, and a day is in one book. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { journalRangeSchema } from "@/lib/contracts/journal";
import { ORGANISATION_SERIES } from "@/lib/domain/journal/series";
import { USUAL_SETTINGS } from "@/lib/domain/journal/settings";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import {
  assign,
  type JournalDay,
  makeEntity,
  mapEverything,
  reopenDay,
  signDay,
} from "@/lib/testing/arrange-journal";
import { testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { exportBatch } from "./batch-file";
import { listBatches } from "./batches";
import { postBatch } from "./post-batch";
import { previewBatch } from "./preview-batch";
import { listSeenLabels } from "./seen-labels";
import { getJournalFormats, saveJournalFormats } from "./settings";

const TO = "2026-12-31";
let ana: MadeUser;
let north: string;
let south: string;

beforeAll(async () => {
  await testDatabase();
  ana = await makeUser({ name: "Ana" });
  north = await makeEntity("North Ltd");
  south = await makeEntity("South, S.L.");
});

const post = (entityId: string, from?: string) =>
  postBatch(
    scopeFor("journal:post", null, ana),
    journalRangeSchema.parse({ entityId, from, to: TO }),
  );
const preview = (entityId: string) =>
  previewBatch(scopeFor("journal:view", null, ana), { entityId, to: TO });
const fileOf = async (entityId: string, number: number, format: "csv" | "hledger" = "csv") =>
  (await exportBatch(scopeFor("journal:view", null), { entityId, number, format })).text();
const refusal = (reason: string) => ({ code: "REFUSED", details: { reason } });

/** What each entity has sold on a day by its books: credits of sales less debits, without 0. */
async function soldIn({ centreId, date }: JournalDay): Promise<Record<string, number>> {
  const rows = await sql<{ entityId: string; sold: number }>(
    `SELECT e.entity_id AS "entityId", sum(s.amount)::int AS sold
       FROM journal_entry e
       JOIN journal_posting p ON p.entity_id = e.entity_id AND p.entry_number = e.number
       CROSS JOIN LATERAL (
         VALUES (p.credit, p.amount_minor), (p.debit, -p.amount_minor)) AS s (account, amount)
      WHERE e.centre_id = $1 AND e.business_date = $2 AND s.account IN ('1002', '5002')
      GROUP BY e.entity_id HAVING sum(s.amount) <> 0`,
    [centreId, date],
  );
  return Object.fromEntries(rows.map(({ entityId, sold }) => [entityId, sold]));
}

/** Numbers of batches and of entries are 1, 2, 3 and on within each entity. */
async function expectNoGaps(): Promise<void> {
  const rows = await sql<{ entityId: string; numbers: number[]; entries: number[] }>(
    `SELECT b.entity_id AS "entityId", array_agg(b.number ORDER BY b.number) AS numbers,
            (SELECT array_agg(e.number ORDER BY e.number) FROM journal_entry e
              WHERE e.entity_id = b.entity_id) AS entries
       FROM journal_batch b GROUP BY b.entity_id`,
  );
  for (const { numbers, entries } of rows) {
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(entries).toEqual(entries.map((_, index) => index + 1));
  }
}

describe("a batch of a legal entity", { timeout: 60_000 }, () => {
  test("names the entity that lacks accounts, and posts its own days alone", async () => {
    const own = { centreId: (await makeCentre()).id, date: "2026-03-10" };
    const other = { centreId: (await makeCentre()).id, date: "2026-03-10" };
    await assign(north, own.centreId, "2026-01-01");
    await signDay(own, 100_00);
    await signDay(other, 70_00);
    const early = post(north);
    await expect(early).rejects.toMatchObject(refusal("unmapped"));
    await expect(early).rejects.toThrow(
      "of North Ltd have no account: sales CARD, settlement CARD",
    );
    await mapEverything(`#${north}`);
    const formats = { settings: { ...USUAL_SETTINGS, a3Company: 42 }, basedOnVersion: 0 };
    await saveJournalFormats(scopeFor("journal:configure", null), { entityId: north, ...formats });
    const batch = await post(north);
    expect(batch).toMatchObject({ entityId: north, entityName: "North Ltd", number: 1 });
    const companies = [north, south, ORGANISATION_SERIES].map(async (entityId) => {
      const scope = scopeFor("journal:view", null);
      return (await getJournalFormats(scope, { entityId })).settings.a3Company;
    });
    expect(await Promise.all(companies)).toEqual([42, 1, 1]);
    expect(await soldIn(own)).toEqual({ [north]: 100_00 });
    expect(await soldIn(other)).toEqual({});
    await expect(post(ORGANISATION_SERIES)).rejects.toThrow("days have no account");
    await mapEverything("*", 5000);
    expect(await post(ORGANISATION_SERIES)).toMatchObject({ entityName: null, number: 1 });
    expect(await soldIn(other)).toEqual({ [ORGANISATION_SERIES]: 70_00 });
    const rows = (await fileOf(north, 1)).trim().split("\r\n");
    expect(rows[0]).toMatch(/,tax_code,entity_id,entity_name$/);
    expect(rows[1]).toMatch(new RegExp(`,${north},North Ltd$`));
    expect((await fileOf(ORGANISATION_SERIES, 1)).split("\r\n")[0]).toMatch(/,tax_code$/);
    await expect(fileOf(south, 1)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(post("no-such-entity")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { batches } = await listBatches(scopeFor("journal:view", null), {
      entityId: north,
      limit: 500,
    });
    expect(batches.map(({ number }) => number)).toEqual([1]);
  });

  test("takes a day back whose centre belonged elsewhere, before that one posts it", async () => {
    const day = { centreId: (await makeCentre()).id, date: "2026-04-10" };
    await assign(north, day.centreId, "2026-01-01");
    await signDay(day, 80_00);
    const first = await post(north);
    const file = await fileOf(north, first.number);
    await assign(south, day.centreId, "2026-02-01");
    expect(await preview(south)).toMatchObject({ entries: 0, reversals: 0, waitingDays: 1 });
    await expect(post(south)).rejects.toMatchObject(refusal("in-other-books"));
    expect(await soldIn(day)).toEqual({ [north]: 80_00 });
    expect(await post(north)).toMatchObject({ entries: 0, reversals: 1 });
    expect(await soldIn(day)).toEqual({});
    // The day was in books before, and does not wait for a batch of its period.
    expect(await post(south, "2026-11-01")).toMatchObject({ entries: 1, reversals: 0 });
    expect(await soldIn(day)).toEqual({ [south]: 80_00 });
    // It comes back to the first entity under the same signature.
    await assign(north, day.centreId, "2026-02-01");
    await post(south);
    await post(north);
    expect(await soldIn(day)).toEqual({ [north]: 80_00 });
    expect(await fileOf(north, first.number)).toBe(file);
    await expect(post(south)).rejects.toMatchObject(refusal("nothing-to-post"));
    await expectNoGaps();
  });

  test("has numbers without gaps while many are posted and centres move", async () => {
    const days: JournalDay[] = [];
    for (let index = 0; index < 6; index += 1) {
      const day = { centreId: (await makeCentre()).id, date: "2026-05-10" };
      days.push(day);
      await assign(index % 2 === 0 ? north : south, day.centreId, "2026-01-01");
      await signDay(day, 10_00 + index);
    }
    const series = [north, south, ORGANISATION_SERIES];
    const writers = Array.from({ length: 4 }, () => series.map((entityId) => post(entityId)));
    const moves = days.map(({ centreId }, index) => assign(series[index % 2] ?? "", centreId, TO));
    const back = days.slice(0, 3).map(({ centreId }) => assign(south, centreId, "2026-02-01"));
    const results = await Promise.allSettled([...writers.flat(), ...moves, ...back]);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({ code: "REFUSED" });
      }
    }
    await expectNoGaps();
    for (const day of days) expect(Object.keys(await soldIn(day)).length).toBeLessThanOrEqual(1);
    for (const entityId of [...series, ...series]) await post(entityId).catch(() => null);
    for (const [index, day] of days.entries()) {
      const owner = index < 3 || index % 2 === 1 ? south : north;
      expect(await soldIn(day)).toEqual({ [owner]: 10_00 + index });
    }
  });

  test("adds up with the days after any signing, moving and posting", async () => {
    const series = [north, south, ORGANISATION_SERIES];
    const nth = fc.nat({ max: 2 });
    const step = fc.record({
      kind: fc.constantFrom("sign", "reopen", "assign", "post"),
      day: nth,
      series: nth,
      amount: fc.integer({ min: -5_00, max: 9_00 }),
      from: nth,
    });
    const script = fc.array(step, { minLength: 12, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const centreId = (await makeCentre()).id;
        const days = [1, 2, 3].map((day) => ({ centreId, date: `2026-06-0${day}` }));
        const signed = new Map<number, number>();
        // As assignments are stored: what is in force already is not stored again.
        const assigned = new Map<number, string>();
        const ownerOf = (index: number) =>
          [index, index - 1, index - 2].flatMap((from) => assigned.get(from) ?? [])[0] ??
          ORGANISATION_SERIES;
        for (const { kind, day, series: at, amount, from } of steps) {
          const [key, entityId] = [days[day], series[at] ?? ""];
          if (key === undefined) continue;
          if (kind === "sign" && !signed.has(day)) {
            await signDay(key, amount);
            signed.set(day, amount);
          } else if (kind === "reopen" && signed.delete(day)) {
            await reopenDay(key);
          } else if (kind === "assign") {
            await assign(
              entityId === ORGANISATION_SERIES ? null : entityId,
              centreId,
              days[from]?.date ?? "",
            );
            if (ownerOf(from) !== entityId) assigned.set(from, entityId);
          } else if (kind === "post") {
            await post(entityId).catch(expectRefusal);
          }
          for (const one of days) expect(Object.keys(await soldIn(one)).length).toBeLessThan(2);
        }
        for (const entityId of [...series, ...series]) await post(entityId).catch(expectRefusal);
        for (const [index, day] of days.entries()) {
          const amount = signed.get(index) ?? 0;
          expect(await soldIn(day)).toEqual(amount === 0 ? {} : { [ownerOf(index)]: amount });
        }
        await expectNoGaps();
      }),
      { numRuns: 3, endOnFailure: true },
    );
  });
});

test("labels of recent cash sheets are offered once for each purpose", async () => {
  const day = { centreId: (await makeCentre()).id, date: "2026-07-01" };
  await signDay(day, 10_00);
  const terms = [
    { term: "expenses", amountMinor: -3_00, entries: ["Ice", " ice ", "Taxi"].map(entry) },
    { term: "deposits", amountMinor: -1_00, entries: [entry("Bank"), entry(null)] },
    { term: "float", amountMinor: 1_00, entries: [entry("Float")] },
  ];
  await sql(
    "UPDATE reconciliation_line SET long_terms = $2::jsonb, short_terms = NULL WHERE centre_id = $1",
    [day.centreId, JSON.stringify(terms)],
  );
  const { labels } = await listSeenLabels(scopeFor("journal:view", null));
  const found = labels.map(({ purpose, label }) => `${purpose} ${label.toLowerCase()}`);
  expect(found.toSorted()).toEqual(["deposits bank", "expenses ice", "expenses taxi"]);
});

function entry(label: string | null) {
  return { label, amountMinor: -1_00 };
}

function expectRefusal(error: unknown): void {
  expect(error).toMatchObject({ code: "REFUSED" });
}
