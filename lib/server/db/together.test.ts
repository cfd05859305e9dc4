/** Statements that are sent in one message, with a real server. */
import { beforeAll, describe, expect, test } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { runWork } from "../work-context";
import { awaitFlush, prisma, serveScreens } from "./client";
import { areReadsDurable, wantDurableReads } from "./durable-reads";
import { toDatabaseError } from "./failures";
import { inTransaction, prepared, sql } from "./sql";

const WHERE = "SELECT pg_backend_pid() AS pid, now() AS at, $1::int AS number";
type Where = { pid: number; at: Date; number: number };

beforeAll(async () => {
  await testDatabase();
  serveScreens();
  await asOwner("CREATE TABLE locked (word text)");
  await asOwner("CREATE TABLE dated (day date)");
  await asOwner("INSERT INTO dated SELECT date '2020-01-01' + n FROM generate_series(1, 500) n");
  await asOwner("GRANT ALL ON locked, dated TO PUBLIC");
});

function ask(number: number): Promise<Where[]> {
  return prepared<Where>(WHERE, [number]);
}

const asWork = <T>(run: () => Promise<T>) =>
  runWork({ id: "one", kind: "request", accountId: null }, run);

describe("prepared statements of one turn", () => {
  test("have one connection and one moment, and each its own result", async () => {
    const rows = (await Promise.all([1, 2, 3].map(ask))).flat();
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(new Set(rows.map(({ pid, at }) => `${pid} ${at.toISOString()}`)).size).toBe(1);
  });

  test("are many, on as many connections as it takes", async () => {
    const rows = (await Promise.all(Array.from({ length: 100 }, (_, at) => ask(at)))).flat();
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    expect(new Set(rows.map(({ pid }) => pid)).size).toBe(3);
  });

  test("do not share a connection with those of other work", async () => {
    const [one, other] = await Promise.all([asWork(() => ask(1)), asWork(() => ask(2))]);
    expect(one[0]?.pid).not.toBe(other[0]?.pid);
  });

  test("are planned without their values", async () => {
    const text = "SELECT count(*) AS days FROM dated WHERE day BETWEEN $1 AND $2";
    const count = () => prepared(text, ["2020-02-01", "2020-02-03"]);
    const plans = () =>
      prepared<{ areGeneric: boolean }>(
        `SELECT generic_plans > 1 AND custom_plans = 0 AS "areGeneric"
           FROM pg_prepared_statements WHERE statement = $1`,
        [text],
      );
    const [, , found] = await Promise.all([count(), count(), plans()]);
    expect(found).toEqual([{ areGeneric: true }]);
    const [mode] = await sql<{ mode: string }>("SELECT current_setting('plan_cache_mode') AS mode");
    expect(mode?.mode).toBe("auto");
  });

  test("can't write", async () => {
    const written = [ask(1), prepared("INSERT INTO locked VALUES ($1)", ["a word"])];
    await expect(Promise.all(written)).rejects.toThrow("read-only transaction");
  });
});

describe("what was read together", () => {
  const readDurably = (...reads: (() => Promise<unknown>)[]) =>
    asWork(async () => {
      await awaitFlush();
      wantDurableReads();
      for (const read of reads) await read();
      return areReadsDurable();
    });
  const readTwo = () => Promise.all([ask(1), ask(2)]);

  test("is known to be on disk once everything is", async () => {
    await expect.poll(() => readDurably(readTwo, readTwo)).toBe(true);
    await expect.poll(() => readDurably(readTwo, () => ask(1))).toBe(true);
  });

  test("is not, while a commit of anybody is on its way to the disk", async () => {
    const commitWithoutDisk = () =>
      asOwner(
        "BEGIN; SET LOCAL synchronous_commit = off; INSERT INTO dated VALUES (now()); COMMIT",
      );
    await expect.poll(() => readDurably(commitWithoutDisk, readTwo)).toBe(false);
    await asOwner("DELETE FROM dated WHERE day > '2026-01-01'");
  });

  test("says nothing about any other statement, before, beside or after it", async () => {
    const readOne = () => sql("SELECT 1");
    const readRow = () => prisma().setting.count();
    const beside = () => Promise.all([ask(1), ask(2), sql("SELECT pg_sleep(0.2)")]);
    const known = [
      await readDurably(readTwo, readOne),
      await readDurably(readTwo, readRow),
      await readDurably(readOne, readTwo),
      await readDurably(beside),
    ];
    expect(known).toEqual(known.map(() => false));
  });
});

describe("a statement that fails among others", () => {
  test("is the reason of those after it, and nothing of those before it", async () => {
    const asked = [ask(1), prepared("SELECT 1 / $1::int", [0]), ask(2)];
    const results = await Promise.allSettled(asked);
    const reasons = results.map((one) => (one.status === "rejected" ? String(one.reason) : "ok"));
    expect(reasons).toEqual(["ok", "error: division by zero", "error: division by zero"]);
    await expect(Promise.all([ask(3), ask(4)])).resolves.toHaveLength(2);
  });

  test("leaves a connection that can write", async () => {
    await Promise.allSettled([ask(1), prepared("SELECT 1 / $1::int", [0])]);
    await inTransaction(({ sql: write }) => write("INSERT INTO dated VALUES ('2019-01-01')"));
    const [row] = await sql<{ days: string }>("SELECT count(*) AS days FROM dated");
    expect(row?.days).toBe("501");
  });

  test("is a connection that was lost: all are refused, and others go on", async () => {
    const lost = [ask(1), prepared("SELECT pg_terminate_backend(pg_backend_pid(), $1)", [0])];
    const results = await Promise.allSettled([...lost, ask(2)]);
    const codes = results.map((one) =>
      one.status === "rejected" ? toDatabaseError(one.reason)?.code : "ok",
    );
    expect(codes).toEqual(["ok", "DATABASE_UNAVAILABLE", "DATABASE_UNAVAILABLE"]);
    await expect(Promise.all([ask(3), ask(4)])).resolves.toHaveLength(2);
  });
});

test("a locked table takes out what needs it, and nothing that was sent with it", async () => {
  const needsLocked = () => prepared("SELECT * FROM locked WHERE word = $1", ["none"]);
  await asOwner("BEGIN; LOCK TABLE locked IN ACCESS EXCLUSIVE MODE");
  const waiting = Promise.all([ask(1), needsLocked(), ask(2)]).catch((error: unknown) => error);
  // Whoever watches the connections asks about one that has been silent for a second.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await expect(ask(3)).resolves.toHaveLength(1);
  await expect(needsLocked()).rejects.toMatchObject({ code: "DATABASE_BUSY" });
  expect(toDatabaseError(await waiting)?.code).toBe("DATABASE_BUSY");
  await asOwner("ROLLBACK");
  await expect.poll(() => needsLocked()).toEqual([]);
});
