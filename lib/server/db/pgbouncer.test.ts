/**
 * The application behind a real PgBouncer in transaction mode, which gives each transaction one of
 * few sessions: limits are in effect, nothing that was acknowledged is lost, and days are signed.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  arrangeDay,
  arrangePeople,
  dayFor,
  makeCentreId,
  move,
} from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { hasPgBouncer, type PgBouncer, startPgBouncer } from "@/lib/testing/pgbouncer-server";
import { skips } from "@/lib/testing/skips";
import { checkPooler } from "@/scripts/postgres/named";
import { withClient } from "@/scripts/postgres/with-client";
import { isAppError } from "../app-error";
import { openPooledPool } from "./bounded-pool";
import { disconnect, pool, poolsByName, serveScreens } from "./client";
import { toDatabaseError } from "./failures";
import { inTransaction, prepared, sql } from "./sql";
import { begin, commit } from "./transaction";

vi.setConfig({ testTimeout: 180_000 });

const SESSIONS = 20;
const CLIENTS = 200;

type Session = { pid: number; statement: string; lock: string; idle: string; jit: string };
const SESSION = `
  SELECT pg_backend_pid() AS pid, current_setting('statement_timeout') AS statement,
         current_setting('lock_timeout') AS lock,
         current_setting('idle_in_transaction_session_timeout') AS idle,
         current_setting('jit') AS jit, pg_sleep(0.02)::text`;
const LIMITS = { statement: "10s", lock: "5s", idle: "10s", jit: "off" };

let direct: string;
let pooler: PgBouncer;

async function connectTo(databaseUrl: string, settings: readonly string[] = []): Promise<void> {
  pooler = await startPgBouncer(databaseUrl, settings);
  process.env.DATABASE_URL = pooler.url;
  process.env.DATABASE_DIRECT_URL = databaseUrl;
}

function codeOf(error: unknown): string | undefined {
  return isAppError(error) ? error.code : toDatabaseError(error)?.code;
}

describe.skipIf(skips(!hasPgBouncer && "PgBouncer is not installed."))("behind PgBouncer", () => {
  beforeAll(async () => {
    direct = (await testDatabase()).url;
    await asOwner("CREATE TABLE kept (client int, word text UNIQUE)");
    await asOwner("CREATE TABLE locked (word text)");
    await asOwner("GRANT ALL ON kept, locked TO PUBLIC");
    serveScreens();
    await connectTo(direct);
  });

  afterAll(async () => {
    await disconnect();
    await pooler.stop();
    process.env.DATABASE_URL = direct;
    delete process.env.DATABASE_DIRECT_URL;
  });

  test("every session has the limits of people, from its first statement on", async () => {
    const found = await Promise.all(Array.from({ length: 160 }, () => sql<Session>(SESSION)));
    expect(new Set(found.flat().map(({ pid }) => pid)).size).toBeGreaterThan(4);
    for (const session of found.flat()) expect(session).toMatchObject(LIMITS);
    // A session that nobody has prepared has them as well.
    const own = await pool().connect();
    const { rows } = await own.query<Session>(SESSION);
    own.release();
    expect(rows[0]).toMatchObject(LIMITS);
  });

  test("a lock and a statement end where they should, and a change may take longer", async () => {
    await asOwner("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
    const ends = await Promise.all([
      sql("SELECT FROM locked").catch(codeOf),
      sql("SELECT pg_sleep(15)").catch(codeOf),
      inTransaction((tx) => tx.sql("SELECT FROM locked")).catch(codeOf),
      inTransaction((tx) => tx.sql("SELECT pg_sleep(12)::text AS slept")),
    ]);
    await asOwner("ROLLBACK");
    expect(ends).toEqual(["DATABASE_BUSY", "DATABASE_BUSY", "DATABASE_BUSY", [{ slept: "" }]]);
  });

  test("prepared statements serve every session", async () => {
    const text = "SELECT $1::int AS number, pg_sleep(0.01)::text";
    const asked = Array.from({ length: 100 }, (_, number) =>
      prepared<{ number: number }>(text, [number]),
    );
    const found = await Promise.all(asked);
    expect(found.flat().map(({ number }) => number)).toEqual(asked.map((_, number) => number));
  });

  test("jobs, files and what watches the server have sessions of their own", () => {
    const ports = Object.entries(poolsByName()).map(([name, one]) => {
      const { connectionString } = one.options as { connectionString?: string };
      return [
        name,
        connectionString === pooler.url ? "pooled" : connectionString === direct && "direct",
      ];
    });
    expect(Object.fromEntries(ports)).toEqual({
      screens: "pooled",
      work: "direct",
      flushing: "direct",
      watching: "direct",
    });
  });

  test("a day is counted and signed, and read by somebody else", async () => {
    const key = { centreId: await makeCentreId(), date: "2026-03-12" };
    const { cal, rey, ana } = await arrangePeople(key.centreId);
    await arrangeDay(key, cal);
    await move("review", key, rey);
    await move("approval", key, ana);
    expect((await dayFor(key, cal)).state).toBe("approved");
  });

  test("200 clients share 20 sessions, through a restart, and nothing stored is lost", async () => {
    const bounds = { max: CLIENTS, statementMsMax: 10_000, lockMsMax: 5_000, idleMsMax: 10_000 };
    const many = openPooledPool(pooler.url, { ...bounds, connectMsMax: 5_000 }, async () => {});
    const stored: string[] = [];
    const pids = new Set<number>();
    let isOver = false;
    const client = async (number: number) => {
      for (let at = 0; !isOver; at += 1) {
        const word = `${number} ${at}`;
        const work = async (tx: { sql: typeof sql }) => {
          const [session] = await tx.sql<Session>(SESSION);
          pids.add(session?.pid ?? 0);
          await tx.sql("INSERT INTO kept VALUES ($1, $2)", [number, word]);
        };
        await begin("BEGIN", many, work)
          .then(({ tx }) => commit(tx))
          .then(
            () => stored.push(word),
            () => sleep(50),
          );
      }
    };
    const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
    const isStoring = (from: number) =>
      expect.poll(() => stored.length > from, { timeout: 60_000 });
    await isStoring(500).toBe(true);
    expect([many.totalCount, pids.size]).toEqual([CLIENTS, SESSIONS]);
    await pooler.restart();
    await isStoring(stored.length + 500).toBe(true);
    isOver = true;
    await Promise.all(clients);
    await many.end();
    const found = new Set(
      (await asOwner<{ word: string }>("SELECT word FROM kept")).map(({ word }) => word),
    );
    expect(stored.filter((word) => !found.has(word))).toEqual([]);
    // The application itself has found the new one as well.
    await expect(sql("SELECT 1 AS one").catch(() => sql("SELECT 1 AS one"))).resolves.toEqual([
      { one: 1 },
    ]);
  });

  test("one that is no server is refused as DATABASE_DIRECT_URL", async () => {
    await checkPooler(pooler.url, direct);
    await expect(checkPooler(pooler.url, pooler.url)).rejects.toThrow(
      "DATABASE_DIRECT_URL: the database at 127.0.0.1",
    );
  });

  test("one that knows no prepared statements serves, and old sessions get limits", async () => {
    const settings = ["max_prepared_statements = 0", "default_pool_size = 1"];
    const before = await beginBefore([], settings);
    expect(before).toMatchObject({ statement: "0", lock: "0", idle: "0" });
    const asked = Array.from({ length: 6 }, () => prepared<Session>(SESSION));
    for (const session of (await Promise.all(asked)).flat()) {
      expect(session).toMatchObject({ ...LIMITS, pid: before?.pid });
    }
  });

  test("sessions of an earlier version no longer have their statements compiled", async () => {
    const limits = [
      "statement_timeout = '10s'",
      "lock_timeout = '5s'",
      "idle_in_transaction_session_timeout = '10s'",
    ];
    const before = await beginBefore(limits, ["default_pool_size = 1"]);
    expect(before).toMatchObject({ ...LIMITS, jit: "on" });
    expect(await sql<Session>(SESSION)).toMatchObject([{ ...LIMITS, pid: before?.pid }]);
  });

  test("times are read, although the server writes them in another style", async () => {
    const name = new URL(direct).pathname.slice(1);
    await asOwner(`ALTER DATABASE ${name} SET DateStyle = 'German, DMY'`);
    await beginBefore([], ["default_pool_size = 4"]);
    const asked = Array.from({ length: 20 }, () => sql("SELECT now(), pg_sleep(0.02)::text"));
    for (const rows of await Promise.all(asked)) {
      expect(rows).toMatchObject([{ now: expect.any(Date) as Date }]);
    }
  });

  /** Begins the only session of a new pooler while the role has these settings alone. */
  async function beginBefore(
    ofRole: readonly string[],
    settings: readonly string[],
  ): Promise<Session | undefined> {
    await disconnect();
    await pooler.stop();
    const role = `ALTER ROLE counterfoil_app IN DATABASE ${new URL(direct).pathname.slice(1)}`;
    await asOwner(`${role} RESET ALL`);
    for (const one of ofRole) await asOwner(`${role} SET ${one}`);
    await connectTo(direct, settings);
    return (await withClient(pooler.url, (client) => client.query<Session>(SESSION))).rows[0];
  }
});
