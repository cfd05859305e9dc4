/** In whatever order days are read, a key has the name of its newest day that gives one. */
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { makeCentre } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { namesOf, tillNames } from "../variances/names";
import { type NamedDay, writeNames } from "./write-names";

let centreId = "";

beforeAll(async () => {
  await testDatabase();
  centreId = (await makeCentre()).id;
});

type Given = { businessDate: string; tillName: string | null; tenderName: string | null };

function dayOf(id: string, { businessDate, ...names }: Given): NamedDay {
  const tenderKind = names.tenderName === null ? null : ("cash" as const);
  const line = { shiftId: "1", shiftName: null, tillId: id, tenderId: id, tenderKind, ...names };
  return { centreId, businessDate, all: [line] };
}

/** Stores the lines first, as every writer does. */
function write(days: readonly NamedDay[]): Promise<void> {
  const lines = days.flatMap(({ businessDate, all }) =>
    all.map((line) => ({ businessDate, line })),
  );
  return inTransaction(async (tx) => {
    await tx.sql(
      `INSERT INTO reconciliation_line (centre_id, business_date, shift_id, till_id, tender_id,
         till_name, tender_name, tender_kind, currency, verdict, rounded, first_of_day)
       SELECT $1, k.day, '1', k.id, k.id, k.till, k.tender, k.kind, 'EUR', 'uncounted', false, NULL
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
           AS k (day, id, till, tender, kind)`,
      [
        centreId,
        lines.map(({ businessDate }) => businessDate),
        lines.map(({ line }) => line.tillId),
        lines.map(({ line }) => line.tillName),
        lines.map(({ line }) => line.tenderName),
        lines.map(({ line }) => line.tenderKind),
      ],
    );
    await writeNames(tx, days);
  });
}

async function readNames(id: string) {
  const tills = await tillNames([{ centreId, tillId: id }]);
  const tenders = await namesOf("tender", [id], [centreId]);
  return { tillName: tills.get(`${centreId} ${id}`), tenderName: tenders.get(id)?.name };
}

const nameArbitrary = fc.option(fc.constantFrom("Bar", "Terrace", "Hall"), { freq: 3 });
const daysArbitrary = fc.uniqueArray(
  fc.record({
    businessDate: fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${10 + day}`),
    tillName: nameArbitrary,
    tenderName: nameArbitrary,
  }),
  { selector: (day) => day.businessDate, minLength: 1, maxLength: 6 },
);

function newest(days: readonly Given[], key: "tillName" | "tenderName"): string | null {
  const sorted = days.toSorted((one, other) => (one.businessDate < other.businessDate ? 1 : -1));
  return sorted.find((day) => day[key] !== null)?.[key] ?? null;
}

test("the name is that of the newest day, in any order and in any batches", async () => {
  await fc.assert(
    fc.asyncProperty(daysArbitrary, fc.integer({ min: 1, max: 3 }), async (days, batch) => {
      const id = randomUUID();
      for (let at = 0; at < days.length; at += batch) {
        await write(days.slice(at, at + batch).map((day) => dayOf(id, day)));
      }
      const expected = {
        tillName: newest(days, "tillName"),
        tenderName: newest(days, "tenderName"),
      };
      expect(await readNames(id)).toEqual(expected);
      const count = () => sql("SELECT count(*) FROM variance_name WHERE named_id = $1", [id]);
      const before = await count();
      const again = days.map((day) => dayOf(id, day));
      for (const day of again) await inTransaction((tx) => writeNames(tx, [day]));
      expect(await readNames(id)).toEqual(expected);
      expect(await count(), "rows after the same days again").toEqual(before);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("of two writers who do not see each other, the newer day prevails", async () => {
  const older = { businessDate: "2026-03-10", tillName: "Bar", tenderName: null };
  const newer = { businessDate: "2026-03-20", tillName: "Hall", tenderName: null };
  for (const [first, second] of [
    [older, newer],
    [newer, older],
  ] as const) {
    const id = randomUUID();
    await inTransaction(async (tx) => {
      await writeNames(tx, [dayOf(id, first)]);
      await write([dayOf(id, second)]);
    });
    expect(await readNames(id)).toMatchObject({ tillName: "Hall" });
  }
});

test("names without a date yield to the first day that is read, whichever it is", async () => {
  const id = randomUUID();
  await sql(
    `INSERT INTO variance_name (centre_id, kind, named_id, name)
     VALUES ($1, 'till', $2, 'Before')`,
    [centreId, id],
  );
  await write([dayOf(id, { businessDate: "2026-03-20", tillName: "Bar", tenderName: null })]);
  expect(await readNames(id)).toMatchObject({ tillName: "Bar" });
  await write([dayOf(id, { businessDate: "2026-03-10", tillName: "Before", tenderName: null })]);
  expect(await readNames(id)).toMatchObject({ tillName: "Bar" });
});
