import { beforeAll, expect, test } from "vitest";
import { firstDaySchema } from "@/lib/contracts/first-day";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { getFirstDay } from "./first-day";
import { getToday } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

test("the set-up of a new installation is told from what is stored", async () => {
  const me = await makeUser({ passwordHash: "set" });
  const get = async () => {
    const facts = await getFirstDay(scopeFor("centre:administer", null, me));
    expect(firstDaySchema.parse(facts)).toEqual(facts);
    return facts;
  };
  const today = (centreIds: string[] | null) =>
    getToday(scopeFor("reconciliation:view", centreIds, me));
  expect(await get()).toMatchObject({
    centres: 0,
    people: { invited: 0, active: 0 },
    floats: 0,
    rules: 0,
    isRead: false,
    isReading: false,
  });
  expect((await today(null)).neverRead).toBe(true);

  const [one, other] = [await makeCentre(), await makeCentre()];
  await makeUser({});
  await makeUser({ passwordHash: "set" });
  const float = { centreId: one.id, tillId: "*", validFrom: "2026-01-01" };
  await prisma().agreedFloat.create({ data: { ...float, version: 1, amountMinor: 150_00n } });
  expect(await get()).toMatchObject({
    centres: 2,
    people: { invited: 1, active: 1 },
    floats: 1,
  });
  await prisma().agreedFloat.create({ data: { ...float, version: 2, amountMinor: null } });
  expect(await get()).toMatchObject({ floats: 0 });

  // A date that was read without a sheet is known, and only to who may see its centre.
  await sql("INSERT INTO cash_sheet VALUES ($1, '2026-03-03', 0, NULL, now())", [one.id]);
  expect(await get()).toMatchObject({ isRead: true });
  expect((await today(null)).neverRead).toBe(false);
  expect((await today([other.id])).neverRead).toBe(true);
});
