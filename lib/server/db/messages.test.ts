/** Statements of one transaction that are sent in one message, with a real server. */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { disconnect } from "./client";
import { inTransaction, sql, type Transaction } from "./sql";
import { postponing } from "./transaction";

beforeAll(async () => {
  await testDatabase();
  await asOwner("CREATE TABLE word (number int PRIMARY KEY, text text)");
  await asOwner("GRANT ALL ON word TO PUBLIC");
});

const insert = (tx: Transaction, number: number, text = "") =>
  tx.sql("INSERT INTO word VALUES ($1, $2)", [number, text]);
const count = (run: Transaction["sql"]) =>
  run<{ rows: number }>("SELECT count(*)::int AS rows FROM word");
/** One message reaches the server at one moment. */
const arrival = ({ sql: ask }: Transaction, number: number) =>
  ask<{ number: number; at: string }>(
    "SELECT $1::int AS number, statement_timestamp()::text AS at",
    [number],
  );

/** Notes when its statements are sent, and when they have a result. */
function note({ client }: Transaction, order: string[]): () => void {
  const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  client.query = ((...args: unknown[]) => {
    order.push("sent");
    return query(...args).finally(() => order.push("result"));
  }) as typeof client.query;
  return () => {
    client.query = query as typeof client.query;
  };
}

const insertPostponed = (tx: Transaction, number: number) =>
  postponing(tx.sql)("INSERT INTO word VALUES ($1, '')", [number]);

test.each([true, false])(
  "run in the order in which they are asked for (prepared: %s)",
  (prepares) =>
    inTransaction(
      async (tx) => {
        await insert(tx, 100);
        const asked = [
          count(tx.sql),
          insert(tx, 101),
          count(tx.sql),
          insert(tx, 102),
          count(tx.sql),
        ];
        const [before, , between, , after] = await Promise.all(asked);
        expect([before, between, after]).toEqual([[{ rows: 1 }], [{ rows: 2 }], [{ rows: 3 }]]);
        expect(await tx.arrays("SELECT number FROM word ORDER BY 1", [])).toEqual([
          [100],
          [101],
          [102],
        ]);
        await tx.sql("DELETE FROM word");
      },
      { prepares },
    ),
);

test("are together, also when one is asked for a few steps after another", async () => {
  const order: string[] = [];
  await inTransaction(async (tx) => {
    const restore = note(tx, order);
    const later = async () => {
      for (let step = 0; step < 5; step += 1) await Promise.resolve();
      return arrival(tx, 2);
    };
    const rows = await Promise.all([arrival(tx, 1), later()]);
    restore();
    expect(rows.flat().map(({ number }) => number)).toEqual([1, 2]);
  });
  expect(order).toEqual(["sent", "sent", "result", "result"]);
});

test("are sent with the next one when they are postponed, at the latest with the end", async () => {
  const order: string[] = [];
  let restore: () => void = () => undefined;
  await inTransaction(
    async (tx) => {
      restore = note(tx, order);
      await insertPostponed(tx, 200);
      expect(order).toEqual([]);
      // The beginning, what was postponed, and what is asked for.
      expect(await count(tx.sql)).toEqual([{ rows: 1 }]);
      expect(order.splice(0)).toEqual(["sent", "sent", "sent", "result", "result", "result"]);
      await insertPostponed(tx, 201);
    },
    { prepares: true },
  );
  restore();
  expect(order).toEqual(["sent", "sent", "result", "result"]);
  expect(await sql("DELETE FROM word RETURNING number")).toEqual([
    { number: 200 },
    { number: 201 },
  ]);
});

test.each([true, false])("a postponed one that fails undoes all (asked: %s)", async (asks) => {
  const work = inTransaction(async (tx) => {
    await insert(tx, 1);
    await insertPostponed(tx, 1);
    if (asks) await count(tx.sql);
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  expect(await count(sql)).toEqual([{ rows: 0 }]);
});

test("nothing is postponed when the transaction is over", async () => {
  const tx = await inTransaction((open) => Promise.resolve(open));
  await expect(insertPostponed(tx, 1)).rejects.toThrow("The transaction is over");
});

test("fail for the reason of the first of them that fails, and nothing is stored", async () => {
  let reasons: string[] = [];
  const work = inTransaction(async (tx) => {
    await insert(tx, 1);
    const asked = [insert(tx, 2), insert(tx, 1, "again"), insert(tx, 3), count(tx.sql)];
    const results = await Promise.allSettled(asked);
    reasons = results.map((one) => (one.status === "rejected" ? String(one.reason) : "ok"));
    await Promise.all(asked);
  });
  await expect(work).rejects.toMatchObject({ code: "23505" });
  const refused = 'error: duplicate key value violates unique constraint "word_pkey"';
  expect(reasons).toEqual(["ok", refused, refused, refused]);
  expect(await count(sql)).toEqual([{ rows: 0 }]);
  await inTransaction((tx) => insert(tx, 4));
  expect(await count(sql)).toEqual([{ rows: 1 }]);
});

test("what is asked for after a failure neither runs nor reaches another transaction", async () => {
  let late: Promise<unknown> = Promise.resolve();
  const work = inTransaction((tx) => {
    const read = count(tx.sql).then(() => {
      late = sleep(1).then(() => insert(tx, 6));
      late.catch(() => undefined);
    });
    return Promise.all([read, tx.sql("SELECT 1 / 0")]);
  });
  await expect(work).rejects.toMatchObject({ code: "22012" });
  await expect(late).rejects.toThrow("The transaction is over");
  expect(await sql("SELECT FROM word WHERE number = 6")).toEqual([]);
});

test("a transaction that fails by itself waits for what is under way", async () => {
  let asked: Promise<unknown> = Promise.resolve();
  const work = inTransaction(async (tx) => {
    await count(tx.sql);
    asked = Promise.all([tx.sql("SELECT pg_sleep(0.2)"), insert(tx, 7)]);
    await sleep(20);
    throw new Error("of the work itself");
  });
  await expect(work).rejects.toThrow("of the work itself");
  await asked;
  const later = await inTransaction((tx) => Promise.all([count(tx.sql), arrival(tx, 1)]));
  expect(later[1]).toMatchObject([{ number: 1 }]);
  expect(await sql("SELECT FROM word WHERE number = 7")).toEqual([]);
});

test("all fail when the connection ends, and the next transaction has another", async () => {
  const work = inTransaction((tx) =>
    Promise.all([
      tx.sql("SELECT pg_terminate_backend(pg_backend_pid())"),
      insert(tx, 5),
      count(tx.sql),
    ]),
  );
  await expect(work).rejects.toMatchObject({ code: "57P01" });
  expect(await inTransaction((tx) => count(tx.sql))).toEqual([{ rows: 1 }]);
  await disconnect();
});
