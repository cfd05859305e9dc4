import { beforeAll, describe, expect, test } from "vitest";
import { recordTillCountSchema } from "@/lib/contracts/till-count";
import type { Centre } from "@/lib/contracts/centre";
import { addDays, computeBusinessDate } from "@/lib/domain/business-date";
import { AppError } from "@/lib/server/app-error";
import { sql } from "@/lib/server/db/sql";
import { makeCentre, type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { recordTillCount } from "./commands";
import { listCounts } from "./queries";

const businessDate = "2026-11-23";
let centre: Centre;
let iker: MadeUser;
let nerea: MadeUser;

beforeAll(async () => {
  await testDatabase();
  centre = await makeCentre();
  iker = await makeUser({ name: "Iker Arana" });
  nerea = await makeUser({ name: "Nerea Ruiz" });
});

type Given = { tenderId: string; countedMinor?: number; by?: MadeUser; basedOnVersion?: number };

function count({ by = iker, ...given }: Given) {
  const input = recordTillCountSchema.parse({
    centreId: centre.id,
    businessDate,
    shiftId: "1",
    tillId: "T1",
    ...given,
  });
  return recordTillCount(scopeFor("till-count:record", [centre.id], by), input, "screen");
}

async function versionsOf(tenderId: string) {
  const { counts } = await listCounts(scopeFor("till-count:view", [centre.id]), {
    centreId: centre.id,
    businessDate,
    tenderId,
    limit: 100,
  });
  return counts;
}

describe("a count", () => {
  test("is stored with who and when, and makes the line of the day", async () => {
    const recorded = await count({ tenderId: "A", countedMinor: 96_085, basedOnVersion: 0 });
    expect(recorded).toMatchObject({
      stored: true,
      version: 1,
      countedMinor: 96_085,
      countedBy: "Iker Arana",
      centreId: centre.id,
      businessDate,
      source: "screen",
      denominations: null,
    });
    expect(
      await sql(
        `SELECT verdict, counted_minor, count_version FROM reconciliation_line
         WHERE centre_id = $1 AND tender_id = 'A'`,
        [centre.id],
      ),
    ).toEqual([{ verdict: "unexpected", counted_minor: "96085", count_version: 1 }]);
    expect(
      await sql("SELECT action, actor_id FROM audit_entry WHERE centre_id = $1", [centre.id]),
    ).toEqual([{ action: "till-count.recorded", actor_id: iker.id }]);
  });

  test("with another amount is the next version, and the earlier one stays", async () => {
    await count({ tenderId: "B", countedMinor: 100 });
    await count({ tenderId: "B", countedMinor: 200, by: nerea, basedOnVersion: 1 });
    expect(await versionsOf("B")).toMatchObject([
      { version: 2, countedMinor: 200, countedBy: "Nerea Ruiz" },
      { version: 1, countedMinor: 100, countedBy: "Iker Arana" },
    ]);
  });

  test("with the amount in force stores nothing", async () => {
    await count({ tenderId: "C", countedMinor: 100 });
    expect(await count({ tenderId: "C", countedMinor: 100, basedOnVersion: 0 })).toMatchObject({
      stored: false,
      version: 1,
    });
    expect(await versionsOf("C")).toHaveLength(1);
  });

  test("by denomination adds up, and keeps what it was made of", async () => {
    const denominations = [
      { valueMinor: 5_000, quantity: 3 },
      { valueMinor: 20, quantity: 4 },
    ];
    const input = recordTillCountSchema.parse({
      centreId: centre.id,
      businessDate,
      shiftId: "1",
      tillId: "T1",
      tenderId: "D",
      denominations,
    });
    const scope = scopeFor("till-count:record", [centre.id], iker);
    expect(await recordTillCount(scope, input, "api")).toMatchObject({
      countedMinor: 15_080,
      denominations,
    });
    const twice = { ...input, denominations: [...denominations, ...denominations] };
    await expect(recordTillCount(scope, twice, "api")).rejects.toMatchObject({ code: "INVALID" });
  });

  test("submitted five times at once is stored once", async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, () => count({ tenderId: "E", countedMinor: 7, basedOnVersion: 0 })),
    );
    expect(all.filter(({ stored }) => stored)).toHaveLength(1);
    expect(await versionsOf("E")).toHaveLength(1);
  });

  test("by two people at once is stored once, and the other hears of it", async () => {
    const both = await Promise.allSettled([
      count({ tenderId: "F", countedMinor: 100, basedOnVersion: 0 }),
      count({ tenderId: "F", countedMinor: 250, by: nerea, basedOnVersion: 0 }),
    ]);
    const refused = both.flatMap((one) =>
      one.status === "rejected" ? [one.reason as unknown] : [],
    );
    expect(refused).toHaveLength(1);
    const [inForce] = await versionsOf("F");
    expect(refused[0]).toBeInstanceOf(AppError);
    expect(refused[0]).toMatchObject({ code: "CONFLICT", details: { current: inForce } });
    expect(await versionsOf("F")).toHaveLength(1);
  });

  test("of a day that is reviewed is refused with the reason", async () => {
    const reviewed = await makeCentre();
    const input = recordTillCountSchema.parse({
      centreId: reviewed.id,
      businessDate,
      shiftId: "1",
      tillId: "T1",
      tenderId: "CASH",
      countedMinor: 1,
    });
    const scope = scopeFor("till-count:record", [reviewed.id], iker);
    await recordTillCount(scope, input, "screen");
    await sql("UPDATE reconciliation SET state = 'reviewed' WHERE centre_id = $1", [reviewed.id]);
    await expect(
      recordTillCount(scope, { ...input, countedMinor: 2 }, "screen"),
    ).rejects.toMatchObject({ code: "REFUSED", details: { reason: "day-not-open" } });
  });
});

test.each([
  ["UTC", "00:00"],
  ["Pacific/Kiritimati", "05:00"],
  ["Pacific/Pago_Pago", "05:00"],
])("a count may be a day ahead in %s, and no more", async (timeZone, dayStartsAt) => {
  const { id } = await makeCentre({ timeZone, dayStartsAt });
  const scope = scopeFor("till-count:record", [id], iker);
  const tomorrow = addDays(computeBusinessDate(Date.now(), { timeZone, dayStartsAt }), 1);
  const input = { centreId: id, shiftId: "1", tillId: "T1", tenderId: "CASH", countedMinor: 1 };
  const at = (date: string) => recordTillCount(scope, { ...input, businessDate: date }, "screen");
  await expect(at(addDays(tomorrow, 1))).rejects.toMatchObject({
    code: "REFUSED",
    details: { reason: "too-far-ahead" },
  });
  expect(await at(tomorrow)).toMatchObject({ stored: true });
});

test("versions come in pages that leave nothing out", async () => {
  const scope = scopeFor("till-count:view", [centre.id]);
  const search = { centreId: centre.id, businessDate };
  const whole = await listCounts(scope, { ...search, limit: 1_000 });
  const paged = [];
  let cursor: string | undefined;
  do {
    const page = await listCounts(scope, {
      ...search,
      limit: 2,
      ...(cursor === undefined ? {} : { cursor }),
    });
    paged.push(...page.counts);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(paged).toEqual(whole.counts);
  const beyond = Buffer.from('["1","T1","A",-9000000000]').toString("base64url");
  for (const cursor of ["nonsense", beyond]) {
    await expect(listCounts(scope, { ...search, limit: 2, cursor })).rejects.toMatchObject({
      code: "INVALID",
    });
  }
});
