/** Compares a divided database with a copy that is divided after all migrations. */
import type pg from "pg";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { skips } from "@/lib/testing/skips";
import { divideAlike } from "../partition/alike";
import { partitionTables } from "../partition/tables";
import { compareSchemas } from "./schema";
import { withClient } from "../postgres/with-client";

/** What a migration may add, in one database after the division and in the other before. */
const NEXT_INDEXES = `
  CREATE INDEX of_next ON cash_sheet (business_date);
  ALTER TABLE cash_sheet ADD CONSTRAINT of_next_once UNIQUE (business_date, centre_id)`;

const dividedBefore =
  process.env.TEST_PARTITIONED === "1" && "dividing a database: it is from the beginning.";

describe.skipIf(skips(dividedBefore))("a copy of a divided database", () => {
  let source: string;
  let target: string;

  beforeAll(async () => {
    source = (await testDatabase()).url;
    target = (await testDatabase()).url;
    await asOwnerOf(source, (client) => partitionTables(client, () => undefined));
    for (const url of [source, target])
      await asOwnerOf(url, (client) => client.query(NEXT_INDEXES));
    await withBoth(divideAlike);
  });

  test("has the indexes of its months, whatever they are called", async () => {
    expect(await listDifferences()).toEqual([]);
  });

  test("lacks an index that somebody gave to one month", async () => {
    await asOwnerOf(source, (client) =>
      client.query("CREATE INDEX of_somebody ON months.cash_sheet_before (centre_id)"),
    );
    expect(await listDifferences()).toEqual([
      expect.stringMatching(/^index months\.of_somebody, unique f/),
      expect.stringMatching(/^relation months\.of_somebody, kind i/),
    ]);
  });

  function withBoth<T>(work: (source: pg.Client, target: pg.Client) => Promise<T>): Promise<T> {
    return asOwnerOf(source, (before) => asOwnerOf(target, (after) => work(before, after)));
  }

  /** Both are databases of one server, and each names the other one. */
  async function listDifferences(): Promise<string[]> {
    const { lacking, additional } = await withBoth(compareSchemas);
    return [...lacking, ...additional].filter((line) => !line.startsWith("database "));
  }
});

function asOwnerOf<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(new URL(new URL(url).pathname, inject("testServer").adminUrl).href, work);
}
