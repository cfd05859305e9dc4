/** What a command stores together with its response, with a real server. */
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { inTransaction, sql, storingWith } from "./sql";

const LONG_MS = 60_000;

beforeAll(async () => {
  await testDatabase();
  await asOwner("CREATE TABLE stored (word text)");
  await asOwner("GRANT ALL ON stored TO PUBLIC");
});
afterEach(() => vi.useRealTimers());

test("a connection that is lost while the response is stored is no success, however late", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let pid = 0;
  const command = async () =>
    inTransaction(async (tx) => {
      await tx.sql("INSERT INTO stored VALUES ('a count')");
      const [row] = await tx.sql<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      pid = row?.pid ?? 0;
    });
  const storing = storingWith(command, async () => {
    await asOwner(`SELECT pg_terminate_backend(${pid}, 5000)`);
    vi.advanceTimersByTime(LONG_MS);
    // Whatever began then has failed by now.
    for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
  });
  await expect(storing).rejects.toMatchObject({ code: "OUTCOME_UNKNOWN" });
  vi.useRealTimers();
  expect(await sql("SELECT FROM stored")).toEqual([]);
});
