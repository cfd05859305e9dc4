/** What a page reads of a group stays small, however many centres the group has. */
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { centreSearchSchema } from "@/lib/contracts/centre";
import { placedCentresSearchSchema } from "@/lib/contracts/organisation";
import { coverageSearchSchema } from "@/lib/contracts/today";
import { COVERAGE_CENTRES, COVERAGE_ORDERS } from "@/lib/domain/coverage/order";
import { CENTRES_OFFERED_MAX } from "@/lib/domain/screen/centre-offer";
import type { Permission } from "@/lib/domain/permission";
import { actorOf, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { listLegalEntities } from "../entities/queries";
import { getOrganisation, listPlacedCentres } from "../organisation/queries";
import { getCoverage } from "../today/coverage";
import { getToday } from "../today/queries";
import { findCentres, findCentresWith, findUsualDate, offerCentres } from "./queries";

const COUNT = 1_000;
const BYTES_MAX = 60_000;
const idOf = (index: number) => `M${String(index).padStart(4, "0")}`;
const all = scopeFor("reconciliation:view", null);
const few = scopeFor(
  "reconciliation:view",
  Array.from({ length: CENTRES_OFFERED_MAX }, (_, index) => idOf(index)),
);
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const find = (search: Record<string, unknown>) =>
  findCentres(all, centreSearchSchema.parse(search));

afterEach(() => {
  vi.useRealTimers();
});

beforeAll(async () => {
  await testDatabase();
  await prisma().centre.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({
      id: idOf(index),
      name:
        index === 50
          ? "A Place 01001"
          : index === 700
            ? "Málaga 100% Sur"
            : `Place ${String(index).padStart(4, "0")}`,
      currency: index === 999 ? "JPY" : "EUR",
      timeZone: index === 999 ? "Asia/Tokyo" : "Europe/Madrid",
      dayStartsAt: "05:00",
    })),
  });
});

test("of many centres a page offers the named ones and the first, of a few all of them", async () => {
  const offer = await offerCentres(all, "reconciliation:view", [idOf(500), "unknown"]);
  expect(offer.centres.map(({ id }) => id)).toEqual([idOf(50), idOf(500)]);
  expect(offer).toMatchObject({ count: COUNT, currencies: ["EUR", "JPY"] });
  expect(offer.today).toBe(await findUsualDate(all));
  const whole = await offerCentres(few, "reconciliation:view");
  expect(whole.centres).toHaveLength(CENTRES_OFFERED_MAX);
  expect(whole).toMatchObject({ count: CENTRES_OFFERED_MAX, currencies: ["EUR"] });
});

test("what is yesterday is decided by most centres, not by one in the east", async () => {
  // It is 22:30 in Madrid, and 06:30 of the next morning in Tokyo.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-11-24T21:30:00Z") });
  expect((await offerCentres(all, "reconciliation:view")).today).toBe("2026-11-24");
  expect(await findUsualDate(all)).toBe("2026-11-24");
  const tokyo = scopeFor("reconciliation:view", [idOf(999)]);
  expect((await offerCentres(tokyo, "reconciliation:view")).today).toBe("2026-11-25");
  const both = scopeFor("reconciliation:view", [idOf(998), idOf(999)]);
  expect((await offerCentres(both, "reconciliation:view")).today).toBe("2026-11-25");
});

test("centres are found by each word of their name or id, and by no wildcard", async () => {
  const found = await find({ text: " malaga SUR ", limit: 50 });
  expect(found).toMatchObject({ count: 1, centres: [{ id: idOf(700) }] });
  expect((await find({ text: "100%", limit: 50 })).count).toBe(1);
  expect((await find({ text: "1%0", limit: 50 })).count).toBe(0);
  expect((await find({ text: "m_00", limit: 50 })).count).toBe(0);
  expect(await find({ text: "m003", limit: 2 })).toMatchObject({
    count: 10,
    centres: [{ id: idOf(30) }, { id: idOf(31) }],
  });
  const whole = await find({ text: "Place 0100", limit: 1 });
  expect(whole.centres).toMatchObject([{ name: "Place 0100" }]);
  expect(await find({ text: "jpy 09", limit: 2 })).toMatchObject({ count: 1 });
  expect(await find({ id: [idOf(3), "unknown"] })).toMatchObject({ count: 1 });
  expect((await findCentres(few, centreSearchSchema.parse({ text: "place 0999" }))).count).toBe(0);
});

test("a picker finds the centres alone in which its permission is proved", async () => {
  const both = [idOf(1), idOf(2)].map((centreId) => ({ centreId, role: "auditor" as const }));
  const roles = [...both, { centreId: idOf(2), role: "administrator" as const }];
  const actor = actorOf({ id: "one", name: "One" }, roles);
  const search = centreSearchSchema.parse({ text: "place", limit: 50 });
  const findWith = (permission: Permission) => findCentresWith(actor, permission, search);
  expect(await findWith("tolerance:view")).toMatchObject({ count: 2 });
  const changeable = { count: 1, centres: [{ id: idOf(2) }] };
  expect(await findWith("tolerance:change")).toMatchObject(changeable);
  expect(await findWith("centre:administer")).toEqual({ count: 0, centres: [] });
  const limited = { ...actor, limitedTo: ["centre:view" as const] };
  expect(await findCentresWith(limited, "tolerance:view", search)).toMatchObject({ count: 0 });
});

test("a response has the first of many centres, and says how many there are", async () => {
  const found = await find({ limit: 50 });
  expect(found).toMatchObject({ count: COUNT });
  expect(found.centres).toHaveLength(50);
  const tree = await getOrganisation(all, { centresMax: CENTRES_OFFERED_MAX });
  expect(tree.centres).toEqual([]);
  expect((await getOrganisation(all, { id: [idOf(3)] })).centres).toHaveLength(1);
  const small = await getOrganisation(few, { centresMax: CENTRES_OFFERED_MAX });
  expect(small.centres).toHaveLength(CENTRES_OFFERED_MAX);
  const today = await getToday(all);
  expect(today).toMatchObject({ coverageCentres: COUNT });
  expect(today.coverage).toHaveLength(COVERAGE_CENTRES);
  expect(bytesOf(today)).toBeLessThan(BYTES_MAX);
});

test("of many centres the tree has their number, and the centres of one place are read", async () => {
  await setOrganisation([areaRow("north", null), areaRow("south", null)]);
  await setOrganisation([1, 2, 700].map((index) => centreRow(idOf(index), "north")));
  const tree = await getOrganisation(all, { countedOver: CENTRES_OFFERED_MAX });
  expect(tree).toMatchObject({ centres: [], outside: COUNT - 3 });
  expect(tree.nodes.map(({ id, centres }) => [id, centres])).toEqual([
    ["north", 3],
    ["south", 0],
  ]);
  const whole = await getOrganisation(few, { countedOver: CENTRES_OFFERED_MAX });
  expect(whole.centres).toHaveLength(CENTRES_OFFERED_MAX);
  expect(whole).not.toHaveProperty("outside");
  const list = async (scope: typeof all, asked: object) => {
    const { centres, count } = await listPlacedCentres(
      scope,
      placedCentresSearchSchema.parse(asked),
    );
    return [count, centres[0]?.id, centres.length];
  };
  expect(await list(all, { nodeId: "north" })).toEqual([3, idOf(700), 3]);
  expect(await list(few, { nodeId: "north" })).toEqual([2, idOf(1), 2]);
  expect(await list(all, { text: "malaga" })).toEqual([1, idOf(700), 1]);
  expect(await list(few, { text: "malaga" })).toEqual([0, undefined, 0]);
  expect(await list(all, { outside: "true", limit: 5 })).toEqual([COUNT - 3, idOf(50), 5]);
});

test("of many centres, a legal entity has the number of its own", async () => {
  await prisma().legalEntity.create({ data: { id: "ES1", name: "One", version: 1 } });
  await sql(
    `INSERT INTO centre_entity (centre_id, entity_id, valid_from, version, created_by_id)
     SELECT id, 'ES1', '2026-01-01', 1, gen_random_uuid() FROM unnest($1::text[]) AS id`,
    [[idOf(1), idOf(2)]],
  );
  const list = await listLegalEntities(all, { countedOver: CENTRES_OFFERED_MAX });
  expect(list).toMatchObject({ entities: [{ id: "ES1", centres: 2 }], centres: [] });
  const named = await listLegalEntities(all, { id: [idOf(2), idOf(3)] });
  expect(named.centres.map(({ id, entityId }) => [id, entityId])).toEqual([
    [idOf(2), "ES1"],
    [idOf(3), null],
  ]);
  const whole = await listLegalEntities(few, { countedOver: CENTRES_OFFERED_MAX });
  expect(whole.centres).toHaveLength(CENTRES_OFFERED_MAX);
});

test.each(COVERAGE_ORDERS)("the calendar by %s is read by pages", async (order) => {
  const read = (skip: number) =>
    getCoverage(
      all,
      coverageSearchSchema.parse({ from: "2026-03-01", to: "2026-03-31", order, skip }),
    );
  const [first, second] = [await read(0), await read(COVERAGE_CENTRES)];
  expect(first.rows).toHaveLength(COVERAGE_CENTRES);
  expect(first.centres).toBe(COUNT);
  expect(bytesOf(first)).toBeLessThan(3 * BYTES_MAX);
  const ids = [...first.rows, ...second.rows].map(({ centreId }) => centreId);
  expect(new Set(ids).size).toBe(2 * COVERAGE_CENTRES);
  expect((await read(first.judged ?? 0)).rows).toEqual([]);
});

test("of many centres, the worst and the least counted are found wherever their names stand", async () => {
  // Of each: lines of the sheet, those that are not counted, those to explain.
  await sql(
    `INSERT INTO reconciliation
       (centre_id, business_date, currency, sheet_version, expected_minor, counted_minor,
        short_minor, over_minor, uncounted_minor, unexpected_minor, matched_lines,
        within_tolerance_lines, short_lines, over_lines, uncounted_lines, unexpected_lines,
        unexplained_lines, unwaived_lines, revision)
     SELECT id, '2026-03-02', 'EUR', 1, 0, 0, 0, 0, 0, 0, 6 - uncounted, 0, 0, 0, uncounted, 0,
            unexplained, uncounted, 1
       FROM unnest($1::text[], $2::int[], $3::int[]) AS d (id, uncounted, unexplained)`,
    [
      [idOf(990), idOf(980), idOf(970)],
      [6, 4, 0],
      [0, 0, 1],
    ],
  );
  await sql(
    `INSERT INTO cash_sheet (centre_id, business_date, version, hash, read_at)
     SELECT id, '2026-03-02', 1, repeat('0', 64), now() FROM unnest($1::text[]) AS id`,
    [[idOf(990), idOf(980), idOf(970)]],
  );
  const read = async (order: (typeof COVERAGE_ORDERS)[number]) => {
    const search = { from: "2026-03-01", to: "2026-03-31", order };
    const { rows } = await getCoverage(all, coverageSearchSchema.parse(search));
    return rows.slice(0, 3).map(({ centreId }) => centreId);
  };
  expect(await read("worst")).toEqual([idOf(990), idOf(980), idOf(970)]);
  expect(await read("counted")).toEqual([idOf(990), idOf(980), idOf(970)]);
});

test("while Cashrec is away, every centre is counted, and the news stays short", async () => {
  const { to } = await getToday(all);
  await sql(
    `INSERT INTO failed_reading (centre_id, "from", "to", code, message, failing_since, failed_at)
     SELECT id, $1, $1, 'UPSTREAM_UNAVAILABLE', '', now(), now() FROM unnest($2::text[]) AS id`,
    [to, Array.from({ length: COUNT }, (_, index) => idOf(index))],
  );
  const today = await getToday(all);
  expect(today.needs.find(({ kind }) => kind === "failed")).toMatchObject({ centreCount: COUNT });
  expect(today.freshness.failures).toMatchObject([{ centreId: idOf(0), centreCount: COUNT }]);
  expect(bytesOf(today)).toBeLessThan(BYTES_MAX);
  const search = { from: to, to, order: "name" };
  const last = coverageSearchSchema.parse({ ...search, skip: COUNT - COVERAGE_CENTRES });
  const { rows } = await getCoverage(all, last);
  expect(new Set(rows.flatMap(({ days }) => days.map(({ state }) => state)))).toEqual(
    new Set(["failed"]),
  );
});
