/**
 * A server that takes no changes, such as the old one after a failover or one whose disk is full:
 * it is named for what it is, and nobody stays with it once its name leads elsewhere.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { admitTokenUse } from "../auth/token-use";
import { toAppError } from "../http/problem";
import { disconnect, serveScreens } from "../db/client";
import { readReadiness } from "../db/readiness";
import { inTransaction, sql } from "../db/sql";

vi.setConfig({ testTimeout: 30_000 });

let database: string;

const setReadOnly = (word: "on" | "off") =>
  asOwner(`ALTER DATABASE ${database} SET default_transaction_read_only = ${word}`);
const store = () => inTransaction(({ sql: run }) => run("INSERT INTO stored VALUES (1)"));
/** Longer than a connection to a server that takes no changes is used. */
const untilOld = () => sleep(1_100);

beforeAll(async () => {
  database = new URL((await testDatabase()).url).pathname.slice(1);
  serveScreens();
  await asOwner("CREATE TABLE stored (day int); GRANT ALL ON stored TO PUBLIC");
});

afterEach(() => setReadOnly("off"));

afterAll(disconnect);

test("it is said to take no changes, and can be read", async () => {
  await setReadOnly("on");
  await disconnect();
  const error = toAppError(await store().catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ code: "DATABASE_READ_ONLY", details: { retryAfter: 5 } });
  expect(await sql("SELECT count(*)::int AS stored FROM stored")).toEqual([{ stored: 0 }]);
  const token = { tokenId: randomUUID(), userId: randomUUID(), networks: [], isUnnoted: true };
  expect(await admitTokenUse(new Request("http://localhost/"), token)).toBe(true);
  expect(await readReadiness()).toMatchObject({ status: "ready", database: "read-only" });
});

test("connections that were opened to it are left, however busy they are", async () => {
  await setReadOnly("on");
  await disconnect();
  await store().catch(() => undefined);
  await readReadiness();
  await setReadOnly("off");
  await untilOld();
  await store();
  expect(await readReadiness()).toMatchObject({ database: "ok" });
});

test("so are those to one that became so", async () => {
  await disconnect();
  await sql("SELECT 1");
  await sql("SET default_transaction_read_only = on");
  await untilOld();
  await expect(store()).rejects.toMatchObject({ code: "25006" });
  await store();
});
