/**
 * What happens to statements and transactions when the line to the database is silent, cut or
 * taken, with a real server behind a proxy that loses messages.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { type FaultyLine, startFaultyLine } from "@/lib/testing/faulty-line";
import { isAppError } from "../app-error";
import { disconnect, pool, prisma, serveScreens } from "./client";
import { toDatabaseError } from "./failures";
import { inTransaction, readingApart, sql } from "./sql";

vi.setConfig({ testTimeout: 60_000 });

/** Whoever has stored so many rows again does not wait for a silent connection any more. */
const ROWS_OF_RECOVERED = 20;

let direct: string;
let line: FaultyLine;

beforeAll(async () => {
  direct = (await testDatabase()).url;
  serveScreens();
  await asOwner("CREATE TABLE kept (day int, word text UNIQUE)");
  await asOwner("CREATE TABLE locked (word text)");
  await asOwner("GRANT ALL ON kept, locked TO PUBLIC");
});

beforeEach(async () => {
  await disconnect();
  line = await startFaultyLine(direct);
  process.env.DATABASE_URL = line.url;
});

afterEach(async () => {
  process.env.DATABASE_URL = direct;
  await Promise.all([disconnect(), line.stop()]);
});

afterAll(disconnect);

const add = (day: number, word: string) =>
  inTransaction(async (tx) => {
    await tx.sql("SELECT pg_advisory_xact_lock(1, $1)", [day]);
    await tx.sql("INSERT INTO kept VALUES ($1, $2)", [day, word]);
  });

function codeOf(error: unknown): string | undefined {
  return isAppError(error) ? error.code : toDatabaseError(error)?.code;
}

async function stored(): Promise<string[]> {
  return (await asOwner<{ word: string }>("SELECT word FROM kept")).map(({ word }) => word);
}

describe("connections that fall silent", () => {
  test("stop writers for seconds, and lose nothing that was stored", async () => {
    const acknowledged: string[] = [];
    const until = performance.now() + 12_000;
    const gaps = [0, 0, 0, 0, 0, 0, 0, 0];
    const storedSince = gaps.map(() => 0);
    let isSilenced = false;
    const goesOn = () =>
      performance.now() < until && storedSince.some((rows) => rows < ROWS_OF_RECOVERED);
    const writer = async (day: number) => {
      let last = performance.now();
      for (let at = 0; goesOn(); at += 1) {
        const isSince = isSilenced;
        await add(day, `${day} ${at}`).then(
          () => {
            acknowledged.push(`${day} ${at}`);
            if (isSince) storedSince[day] = (storedSince[day] ?? 0) + 1;
          },
          () => sleep(100),
        );
        const now = performance.now();
        gaps[day] = Math.max(gaps[day] ?? 0, now - last);
        last = now;
      }
    };
    const writers = gaps.map((_, day) => writer(day));
    await sleep(1_000);
    line.silence({ only: "open" });
    isSilenced = true;
    await Promise.all(writers);
    expect(storedSince.filter((rows) => rows < ROWS_OF_RECOVERED)).toEqual([]);
    expect(Math.max(...gaps)).toBeLessThan(8_000);
    expect(acknowledged.length).toBeGreaterThan(100);
    const found = new Set(await stored());
    expect(acknowledged.filter((word) => !found.has(word))).toEqual([]);
  });
});

describe("a connection that ends while it commits", () => {
  test.each(["sent", "lost"] as const)(
    "says that nobody knows, whether it was %s",
    async (when) => {
      await sql("SELECT 1");
      line.cutAtCommit(when);
      const error = await add(9, `commit ${when}`).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "OUTCOME_UNKNOWN" });
      // The server may still be at work on what it was sent.
      await expect
        .poll(async () => (await stored()).includes(`commit ${when}`))
        .toBe(when === "sent");
      await expect(sql("SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
    },
  );

  test("is not taken for a commit that PostgreSQL refused", async () => {
    const swallowed = inTransaction(async (tx) => {
      await tx.sql("INSERT INTO kept VALUES (1, 'half')");
      await tx.sql("SELECT 1/0").catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow("a statement of it failed");
    expect(await stored()).not.toContain("half");
  });
});

describe("a table that somebody has locked", () => {
  test("takes out what needs it, and nothing else", async () => {
    await asOwner("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
    const until = performance.now() + 8_000;
    const refusals = new Set<string | undefined>();
    const needing = Array.from({ length: 60 }, async () => {
      while (performance.now() < until) {
        await sql("SELECT * FROM locked").catch((error: unknown) => refusals.add(codeOf(error)));
        await sleep(20);
      }
    });
    const waits: number[] = [];
    const others = Array.from({ length: 4 }, async (_, day) => {
      for (let at = 0; performance.now() < until; at += 1) {
        const since = performance.now();
        await add(day, `beside ${day} ${at}`);
        await sql("SELECT count(*) FROM kept");
        waits.push(performance.now() - since);
        await sleep(20);
      }
    });
    await Promise.all([...needing, ...others]);
    await asOwner("ROLLBACK");
    expect([...refusals]).toEqual(["DATABASE_BUSY"]);
    const late = waits.filter((ms) => ms > 4_000);
    expect([late.length, waits.length > 20]).toEqual([0, true]);
    // The connection that waited last may not be free yet.
    await expect.poll(() => sql("SELECT * FROM locked")).toEqual([]);
  });
});

describe("a pool whose connections are all taken", () => {
  test("refuses who waits too long, and who comes when too many wait", async () => {
    const taken = await Promise.all(Array.from({ length: 16 }, () => pool().connect()));
    const waiting = Array.from({ length: 500 }, () => sql("SELECT 1").catch(codeOf));
    await expect(sql("SELECT 1")).rejects.toMatchObject({ code: "DATABASE_BUSY" });
    await expect(readingApart(() => sql("SELECT 1 AS one"))).resolves.toEqual([{ one: 1 }]);
    const responses = await Promise.all(waiting);
    for (const client of taken) client.release();
    expect(new Set(responses)).toEqual(new Set(["DATABASE_BUSY"]));
    await expect(sql("SELECT 1 AS one")).resolves.toEqual([{ one: 1 }]);
  });
});

describe("a database that is absent", () => {
  test("is said to be, by statements and by Prisma, until it is back", async () => {
    await sql("SELECT 1");
    const { port } = new URL(line.url);
    await line.stop();
    const asked = [sql("SELECT 1"), prisma().centre.count()];
    const errors = await Promise.allSettled(asked);
    expect(errors.map((one) => "reason" in one && codeOf(one.reason))).toEqual([
      "DATABASE_UNAVAILABLE",
      "DATABASE_UNAVAILABLE",
    ]);
    line = await startFaultyLine(direct, Number(port));
    await expect(prisma().centre.count()).resolves.toBe(0);
  });
});
