/** A reader of the feed gets everything of theirs, once, in an order that can be continued. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type FeedRecord, feedRecordSchema, feedSearchSchema } from "@/lib/contracts/feed";
import { makeCentre, scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { waitForFeed } from "@/lib/testing/wait-for-feed";
import { pool } from "../db/client";
import { sql } from "../db/sql";
import { streamFeed } from "./stream";

let arranged: Awaited<ReturnType<typeof arrangeDays>>;

beforeAll(async () => {
  await testDatabase();
  arranged = await arrangeDays();
  await waitForFeed();
});

type Query = { after?: string; limit?: number };
type End = Extract<FeedRecord, { type: "end" }>;

async function read(query: Query = {}, centreIds: readonly string[] | null = null) {
  const search = feedSearchSchema.parse(query);
  const response = await streamFeed(scopeFor("feed:read", centreIds), search);
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  const records = z.array(feedRecordSchema).parse(lines.map((line) => JSON.parse(line) as unknown));
  return { records: records.slice(0, -1), end: records.at(-1) as End };
}

describe("the feed", () => {
  test("begins with everything, and ends with the cursor that continues it", async () => {
    const { records, end } = await read();
    const days = records.filter(({ type }) => type === "day");
    expect(days).toHaveLength(3 * ARRANGED_DATES.length);
    const [{ counts } = { counts: 0 }] = await sql<{ counts: number }>(
      "SELECT count(*)::int AS counts FROM till_count",
    );
    expect(records.filter(({ type }) => type === "count")).toHaveLength(counts);
    expect(end).toMatchObject({ type: "end", more: false, cursor: records.at(-1)?.cursor });
    expect(await read({ after: end.cursor })).toEqual({ records: [], end });
  });

  test("is the same in pieces of any size", async () => {
    const whole = (await read()).records;
    for (const limit of [1, 3, 7]) {
      const pieces: FeedRecord[] = [];
      let after: string | undefined;
      for (let more = true; more;) {
        const { records, end } = await read({ limit, ...(after === undefined ? {} : { after }) });
        expect(records.length).toBeLessThanOrEqual(limit);
        pieces.push(...records);
        ({ more, cursor: after } = end);
      }
      expect(pieces).toEqual(whole);
    }
  });

  test("has the lines of a day as they are now, and amounts with their exponent", async () => {
    const { end } = await read();
    await arranged.count({ centreId: "203", businessDate: "2026-03-01" }, "CASH", 99_999);
    await waitForFeed();
    const { records } = await read({ after: end.cursor });
    expect(records.map(({ type }) => type)).toEqual(["count", "day"]);
    const day = records.find((record) => record.type === "day");
    expect(day).toMatchObject({ centreId: "203", currency: "JPY", exponent: 0, state: "open" });
    const [line] =
      day?.lines.filter(({ tillId, tenderId }) => tillId + tenderId === "T1CASH") ?? [];
    expect(line).toMatchObject({ countedMinor: 99_999 });
  });

  test("shows a reader the centres that are theirs, and passes over all others", async () => {
    await makeCentre({ id: "204" });
    const { records, end } = await read({ limit: 5 }, ["202"]);
    expect(records).toHaveLength(5);
    expect(JSON.stringify(records)).not.toMatch(/"20[13]"/);
    expect(end.more).toBe(true);
    const rest = await read({ after: end.cursor }, ["202"]);
    const all = (await read()).records.filter((one) => "centreId" in one && one.centreId === "202");
    expect([...records, ...rest.records]).toEqual(all);
    const none = await read({}, ["204"]);
    expect(none.records).toEqual([]);
    expect((await read({ after: none.end.cursor }, null)).records).toEqual([]);
  });

  test("refuses a cursor of another database", async () => {
    await expect(read({ after: "999999999.2.1" })).rejects.toMatchObject({
      details: { reason: "cursor-of-another-database" },
    });
  });
});

describe("a change that is committed late", () => {
  test("is waited for, although later ones are there already", async () => {
    const { end: before } = await read();
    const slow = await pool().connect();
    try {
      await slow.query("BEGIN");
      await slow.query(COUNT, ["201", 1_000, arranged.counterId]);
      await sql(COUNT, ["202", 2_000, arranged.counterId]);
      expect((await read({ after: before.cursor })).records).toEqual([]);
      await slow.query("COMMIT");
    } finally {
      slow.release();
    }
    await waitForFeed();
    const { records } = await read({ after: before.cursor });
    expect(records.map((one) => one.type === "count" && one.centreId)).toEqual(["201", "202"]);
  });

  test("goes on when the database was restored into another server", async () => {
    const { end: before } = await read();
    await tamper("UPDATE till_count SET written_in = written_in + 1000000 WHERE version = 1000");
    await asOwner("SELECT continue_feed()");
    await waitForFeed();
    const { records, end } = await read({ after: before.cursor });
    expect(records.map((one) => one.type === "count" && one.version)).toEqual([1_000]);
    await sql(COUNT, ["203", 3_000, arranged.counterId]);
    await asOwner("SELECT continue_feed()");
    await waitForFeed();
    const later = await read({ after: end.cursor });
    expect(later.records.map((one) => one.type === "count" && one.version)).toEqual([3_000]);
  });
});

const COUNT = `INSERT INTO till_count (centre_id, business_date, shift_id, till_id, tender_id,
    version, counted_minor, source, counted_by_id)
  VALUES ($1, '2026-03-12', '1', 'T1', 'CASH', $2::int, 5, 'api', $3::uuid)`;
