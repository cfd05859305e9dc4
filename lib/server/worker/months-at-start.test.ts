/** A start after months in which no instance ran. */
import { afterEach, expect, inject, test } from "vitest";
import { partitionTable } from "@/scripts/partition/tables";
import { withClient } from "@/scripts/postgres/with-client";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { listDividedTables } from "../operations/make-months";
import { startJobs, stopJobs } from "./runner";

const TABLE = "cash_sheet";

afterEach(stopJobs);

test("makes the months of days that it reads before it reads them", async () => {
  const { url } = await testDatabase();
  const owner = new URL(new URL(url).pathname, inject("testServer").adminUrl).href;
  await withClient(owner, (client) => partitionTable(client, TABLE, () => undefined));
  const before = await listDividedTables();
  const [last] = await asOwner<{ name: string }>(
    "SELECT max(relname) AS name FROM pg_class WHERE relname ~ ('^' || $1 || '_\\d{4}_\\d\\d$')",
    [TABLE],
  );
  await asOwner(`DROP TABLE months.${last?.name}`);
  expect(await listDividedTables()).not.toEqual(before);
  await startJobs();
  expect(await listDividedTables()).toEqual(before);
});
