import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { openQueuePool, poolsByName } from "./client";

const NAMES = ["jit", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];

test("no pool has statements compiled, or without limits, whatever the server's settings", async () => {
  await testDatabase();
  const queue = openQueuePool(1);
  const asked = Object.entries({ ...poolsByName(), queue }).map(async ([name, pool]) => {
    const { rows } = await pool.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name = ANY ($1) AND setting IN ('on', '0')",
      [NAMES],
    );
    return [name, rows] as const;
  });
  const unset = await Promise.all(asked);
  await queue.end();
  expect(unset.map(([name]) => name)).toContain("screens");
  expect(unset.filter(([, rows]) => rows.length > 0)).toEqual([]);
});
