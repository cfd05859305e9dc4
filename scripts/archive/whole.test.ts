/** A month is dropped as a whole, where everything allows it, or it stays. */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { listDueDays } from "@/lib/server/journal/due-days";
import {
  arrangeOldDays,
  killAtEntry,
  listDisabledTriggers,
  postDay,
  readRows,
  withOwner,
} from "@/lib/testing/arrange-archive";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { archiveMonths } from "./months";
import { findObstacle } from "./obstacles";
import { inMonth, listDayTables } from "./tables";

const dataDir = makeTemporaryFolder("archive-whole");
const JANUARY = "2019-01";

describe("a month stays whole", () => {
  let names: string[];
  const archive = (before: string) =>
    withOwner((client) =>
      archiveMonths({
        client,
        before,
        folder: join(dataDir, "whole"),
        drops: true,
        say: () => undefined,
      }),
    );

  beforeAll(async () => {
    await testDatabase();
    names = (await withOwner(listDayTables)).map(({ name }) => name);
    await arrangeOldDays();
  });

  test("when whoever drops it is killed, and is dropped the next time", async () => {
    const rows = await readRows(names, "2019-01-01");
    await killAtEntry("month.archived", () => archive("2019-02"));
    expect(await readRows(names, "2019-01-01")).toEqual(rows);
    expect(await sql("SELECT FROM archived_month")).toEqual([]);
    expect(await listDisabledTriggers()).toEqual([]);
    await archive("2019-02");
    expect(await sql(`SELECT FROM reconciliation WHERE ${inMonth(JANUARY)}`)).toEqual([]);
  });

  test("while the books of an entity lack one of its days, and stays in the books", async () => {
    const days = await sql<{ centreId: string; date: string }>(
      `SELECT centre_id AS "centreId", business_date AS date FROM reconciliation
        WHERE business_date < '2019-03' ORDER BY 2, 1`,
    );
    expect(days).toHaveLength(4);
    for (const [index, day] of days.slice(0, 3).entries()) await postDay(day, index + 1);
    const find = () => withOwner((client) => findObstacle(client, "2019-02"));
    expect(await find()).toBe(
      `the journal of organisation lacks centre ${days[3]?.centreId} on 2019-02-28. Post it first.`,
    );
    await expect(archive("2019-03")).rejects.toThrow("2019-02 stays: the journal");
    await postDay(days[3] ?? { centreId: "", date: "" }, 4);
    await archive("2019-03");
    const range = { entityId: "organisation", to: "2019-03-31" };
    expect(await listDueDays(sql, range)).toEqual([]);
  });

  test("unless the database agrees, whoever drops it", async () => {
    const insert = (month: string) =>
      `INSERT INTO archived_month VALUES ('${month}', repeat('0', 64), 0, now(), 'x')`;
    await expect(sql(insert("2019-03"))).rejects.toThrow("permission denied");
    const [recent] = await asOwner<{ month: string }>(
      "SELECT to_char(now() - interval '24 months', 'YYYY-MM') AS month",
    );
    await expect(asOwner(insert(recent?.month ?? ""))).rejects.toThrow("has not been over");
    await expect(asOwner(insert("2019-05"))).rejects.toThrow(
      "Days before 2019-05 are not archived",
    );
    await inTransaction(({ sql: run }) =>
      run("UPDATE reconciliation SET state = 'open' WHERE business_date = '2019-04-10'"),
    );
    await expect(asOwner(insert("2019-04"))).rejects.toThrow("A day of 2019-04 is not closed");
    await expect(sql("DELETE FROM archived_month")).rejects.toThrow("permission denied");
  });
});
