/** Tries to sign in are counted when they are made, whatever else their request does. */
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { withClient } from "@/scripts/postgres/with-client";
import { storingWith } from "../db/sql";
import { type Attempt, forgiveAttempt, takeAttempt } from "./throttle";

let url: string;

beforeAll(async () => {
  ({ url } = await testDatabase());
});

/** On a connection of its own, which waits for no lock. */
async function listFailures(): Promise<number[]> {
  const statement = "SELECT failures FROM sign_in_attempt ORDER BY key FOR UPDATE NOWAIT";
  const { rows } = await withClient(url, (client) => client.query<{ failures: number }>(statement));
  return rows.map(({ failures }) => failures);
}

test("a try within a command is counted at once, and the command does not wait for it", async () => {
  const pin: Attempt = { email: "pin of Clara", address: "device of the bar", isPin: true };
  expect(await takeAttempt(pin, new Date())).toBe(0);
  const during = await storingWith(
    async () => {
      await takeAttempt(pin, new Date());
      const counted = await listFailures();
      await forgiveAttempt(pin);
      return counted;
    },
    () => Promise.resolve(),
  );
  expect(during).toEqual([2, 2]);
  // That of the device; the person's tries are forgotten.
  expect(await listFailures()).toEqual([1]);
});
