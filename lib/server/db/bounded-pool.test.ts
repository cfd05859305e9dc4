/** A server that falls silent before its connection can be used, through a proxy. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { startFaultyLine } from "@/lib/testing/faulty-line";
import { log } from "../log";
import { openReplicaPool } from "./bounded-pool";
import { toDatabaseError } from "./failures";

const LIMIT_MS = 200;
const BOUNDS = {
  max: 1,
  statementMsMax: LIMIT_MS,
  lockMsMax: LIMIT_MS,
  idleMsMax: LIMIT_MS,
  connectMsMax: 2_000,
};
/** A connection that is still watched has been closed several times by then. */
const WATCHED_MS = 2_500;

test("a connection that could not be prepared is watched no longer", async () => {
  const { url } = await testDatabase();
  const line = await startFaultyLine(url);
  const pool = openReplicaPool(line.url, BOUNDS, async (client) => {
    line.silence();
    const look = { text: "SELECT 1", query_timeout: LIMIT_MS };
    await client.query(look);
  });
  const warn = vi.spyOn(log(), "warn");
  const refused: unknown = await pool.connect().catch((error: unknown) => error);
  expect(toDatabaseError(refused)?.code).toBe("DATABASE_UNAVAILABLE");
  await sleep(WATCHED_MS);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
  await pool.end();
  await line.stop();
});
