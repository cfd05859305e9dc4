import { expect, test } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { disconnect, openQueuePool, poolsByName, prisma } from "./client";
import { sql } from "./sql";

/** As the server of an operator may have them. */
const THEIRS = [
  "DateStyle = 'German, DMY'",
  "TimeZone = 'America/Los_Angeles'",
  "jit = on",
  "lock_timeout = 0",
];

type Session = { now: unknown; jit: string; limits: boolean };
const SESSION = `
  SELECT now(), current_setting('jit') AS jit, bool_and(setting <> '0') AS limits FROM pg_settings
   WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout')`;

test("every pool has limits and our settings, whatever those of the server are", async () => {
  const name = new URL((await testDatabase()).url).pathname.slice(1);
  for (const one of THEIRS) await asOwner(`ALTER DATABASE ${name} SET ${one}`);
  const queue = openQueuePool(1);
  const pools = Object.values({ ...poolsByName(), queue });
  const found = await Promise.all(pools.map((pool) => pool.query<Session>(SESSION)));
  await queue.end();
  expect(found.length).toBeGreaterThan(4);
  for (const { rows } of found) {
    expect(rows).toEqual([{ now: expect.any(Date) as Date, jit: "off", limits: true }]);
  }
});

test("Prisma and statements mean the same times, wherever the server is", async () => {
  await disconnect();
  const minuteAgo = new Date(Date.now() - 60_000);
  await sql(
    `INSERT INTO sign_in_attempt (key, window_from, failures) VALUES ('somebody', now(), 1)`,
  );
  const [row] = await prisma().signInAttempt.findMany({ select: { windowFrom: true } });
  expect(row?.windowFrom.getTime()).toBeGreaterThan(minuteAgo.getTime());
  const old = { where: { windowFrom: { lt: minuteAgo } } };
  expect(await prisma().signInAttempt.deleteMany(old)).toEqual({ count: 0 });
});
