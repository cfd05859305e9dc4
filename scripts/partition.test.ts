/** Divides tables of days while people write, and looks at what they are and do afterwards. */
import type pg from "pg";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { Registry } from "prom-client";
import { isAppError } from "@/lib/server/app-error";
import { createMonthGroup } from "@/lib/server/metrics/month-metrics";
import { readSizes } from "@/lib/server/metrics/database-facts";
import { sql } from "@/lib/server/db/sql";
import { listDividedTables, makeMonths } from "@/lib/server/operations/make-months";
import { findStorageSizes } from "@/lib/server/operations/storage";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { makeUser } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import {
  arrangeDay,
  arrangePeople,
  makeCentreId,
  storeCount,
} from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { skips } from "@/lib/testing/skips";
import { listRights } from "./postgres/copy-roles";
import { withClient } from "./postgres/with-client";
import { DIVIDED_TABLES, findBeginning, isTooFarAhead } from "./partition/months";
import { partitionTable, partitionTables } from "./partition/tables";
import { SHAPE } from "./partition/shape.fixture";

const dividedBefore =
  process.env.TEST_PARTITIONED === "1" && "dividing tables: they are from the beginning.";

test("months begin after everything that is stored, and after what the checks may take", () => {
  const today = new Date("2026-11-29T12:00:00Z");
  expect(findBeginning(today, null)).toBe("2025-01-01");
  expect(findBeginning(today, "2026-11-30")).toBe("2027-02-01");
  expect(findBeginning(today, "2027-12-31")).toBe("2028-01-01");
  expect(isTooFarAhead(today, "2028-11-30")).toBe(false);
  expect(isTooFarAhead(today, "2028-12-01")).toBe(true);
});

describe.skipIf(skips(dividedBefore))("tables with rows, while people write", () => {
  let written = 0;
  let before: { shape: unknown; rights: unknown };

  beforeAll(async () => {
    await testDatabase();
    await arrangeDays();
    const counter = await makeUser();
    before = await describeTables();
    let isOver = false;
    const write = async (centreId: string) => {
      for (let amount = 1; !isOver; amount += 1) {
        for (const businessDate of ARRANGED_DATES) {
          const key = { centreId, date: businessDate };
          const stored = await storeCount(key, counter, amount).then(() => 1, countRefused);
          written += stored;
        }
      }
    };
    const [{ counts } = { counts: 0 }] = await sql<{ counts: number }>(COUNTS);
    const writers = ["201", "202"].map(write);
    await partition();
    isOver = true;
    await Promise.all(writers);
    written += counts;
  });

  test("have every row that was there or came, and sums that agree", async () => {
    expect(await sql(COUNTS)).toEqual([{ counts: written }]);
    expect(await rebuildDays({ write: false })).toMatchObject({ days: 12, outdated: 0, sums: 0 });
  });

  test("have the columns, constraints, indexes, triggers, views and rights of before", async () => {
    expect(await describeTables()).toEqual(before);
  });

  test("are divided, which is done once", async () => {
    const divided = await listDividedTables();
    expect(divided.map(({ name }) => name)).toEqual(DIVIDED_TABLES.toSorted());
    const lines = await partition();
    expect(lines.filter((line) => line.includes(": 0 months made, 0 rows moved"))).toHaveLength(6);
    expect(await listDividedTables()).toEqual(divided);
  });

  test("refuse changes in each month, and the application the months themselves", async () => {
    const refused = [
      "DELETE FROM months.till_count_before",
      "UPDATE months.cash_sheet_version_before SET hash = hash",
      "TRUNCATE months.till_count_before",
      "TRUNCATE till_count",
    ];
    for (const statement of refused) {
      await expect(asOwner(statement), statement).rejects.toThrow("is append-only");
    }
    await expect(sql("SELECT FROM months.till_count_before")).rejects.toThrow("permission denied");
    await expect(sql("SELECT guard_month('note', 'note')")).rejects.toThrow("permission denied");
  });

  test("have the size of their months", async () => {
    const sizes = (await findStorageSizes())?.tables ?? [];
    const { tables } = await readSizes(sql);
    for (const name of ["reconciliation", "till_count"]) {
      const bytes = sizes.find((table) => table.name === name)?.bytes;
      expect(bytes).toBeGreaterThan(20_000);
      expect(tables).toContainEqual({ relation: name, bytes });
    }
  });

  test("get the months that come from the daily job", async () => {
    await dropLastMonth("till_count");
    const ends = () => listDividedTables().then((all) => new Set(all.map((one) => one.until)));
    expect((await ends()).size).toBe(2);
    await makeMonths();
    expect((await ends()).size).toBe(1);
  });

  test("get their months although another table is in use for long", async () => {
    for (const table of ["cash_sheet", "till_count"]) await dropLastMonth(table);
    const ends = async () =>
      new Map((await listDividedTables()).map(({ name, until }) => [name, until]));
    const before = await ends();
    await withOwner(async (reader) => {
      await reader.query("BEGIN; SELECT FROM months.cash_sheet_other");
      await expect(makeMonths()).rejects.toMatchObject({ code: "55P03" });
    });
    const after = await ends();
    expect(after.get("cash_sheet")).toBe(before.get("cash_sheet"));
    expect(after.get("till_count")).toBe(after.get("reconciliation"));
  });

  test("take days outside of all months, and give them theirs afterwards", async () => {
    const centreId = await makeCentreId();
    const { cal } = await arrangePeople(centreId);
    const [later] = await sql<{ date: string; never: string }>(
      `SELECT to_char(now() + interval '20 months', 'YYYY-MM-DD') AS date, '9999-01-01' AS never`,
    );
    for (const date of [later?.date ?? "", later?.never ?? ""]) {
      await arrangeDay({ centreId, date }, cal);
    }
    await makeMonths();
    expect((await listDividedTables()).map(({ rowsOutside }) => rowsOutside)).toEqual(
      Array(6).fill(1),
    );
    await asOwner(REFUSE_ROWS);
    const registry = new Registry();
    await createMonthGroup([registry]).read(sql);
    expect(await registry.metrics()).toContain('rows_outside_months{table="till_count"} 1');
    expect((await partition()).join("\n")).toMatch(/[1-9]\d? months made, 1 rows moved/);
    await asOwner("DROP FUNCTION refuse_rows CASCADE");
    expect((await listDividedTables()).map(({ rowsOutside }) => rowsOutside)).toEqual(
      Array(6).fill(0),
    );
    expect(await asOwner("SELECT FROM months.till_count_other")).toHaveLength(1);
    expect(await rebuildDays({ write: false })).toMatchObject({ days: 14, outdated: 0, sums: 0 });
    await expect(asOwner("DELETE FROM months.till_count_other")).rejects.toThrow("is append-only");
  });

  test("lose a check that was left behind to the daily job", async () => {
    await asOwner(`ALTER TABLE note ADD CONSTRAINT note_before_months CHECK (false) NOT VALID`);
    await makeMonths();
    expect(await asOwner("SELECT FROM pg_constraint WHERE conname = 'note_before_months'")).toEqual(
      [],
    );
  });
});

describe.skipIf(skips(dividedBefore))("empty tables", () => {
  beforeAll(testDatabase);

  test("take what comes while they are divided, and are divided after it", async () => {
    const lines: string[] = [];
    await withOwner(async (writer) => {
      await writer.query("BEGIN");
      await writer.query(
        `INSERT INTO cash_sheet_version (centre_id, business_date, version, fetched_at)
         VALUES ('101', to_char(now(), 'YYYY-MM-DD'), 1, now())`,
      );
      const divided = withOwner((client) =>
        partitionTable(client, "cash_sheet_version", (line) => lines.push(line)),
      );
      await vi.waitFor(async () => expect(await asOwner(WAITING)).toHaveLength(1), PATIENCE);
      await writer.query("COMMIT");
      await divided;
    });
    const now = new Date();
    const beginning = findBeginning(now, now.toISOString().slice(0, 10));
    expect(lines.at(-1)).toContain(`months begin with ${beginning}.`);
    expect(await sql("SELECT FROM cash_sheet_version")).toHaveLength(1);
  });

  test("stay as they are while a day is years ahead, which is named", async () => {
    await asOwner(
      `INSERT INTO cash_sheet (centre_id, business_date, version, read_at)
       VALUES ('101', '2061-12-31', 0, now())`,
    );
    const divided = withOwner((client) => partitionTable(client, "cash_sheet", () => undefined));
    await expect(divided).rejects.toThrow("cash_sheet has rows of 2061-12-31");
    expect((await listDividedTables()).map(({ name }) => name)).not.toContain("cash_sheet");
  });
});

/** No row trigger may run for rows that are only moved. */
const REFUSE_ROWS = `
  CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'a row is stored again'; END; $$;
  CREATE TRIGGER refuse_rows BEFORE INSERT ON till_count
    FOR EACH ROW EXECUTE FUNCTION refuse_rows();
  ALTER TABLE till_count ENABLE ALWAYS TRIGGER refuse_rows`;

const WAITING = `
  SELECT FROM pg_locks WHERE relation = 'cash_sheet_version'::regclass AND NOT granted`;
const PATIENCE = { timeout: 10_000, interval: 20 };

/** Who waits too long is refused, and nothing of theirs is stored. */
function countRefused(error: unknown): number {
  if (isAppError(error) && error.code === "DATABASE_BUSY") return 0;
  throw error;
}

const COUNTS = "SELECT count(*)::int AS counts FROM till_count";

async function partition(): Promise<string[]> {
  const lines: string[] = [];
  await withOwner((client) => partitionTables(client, (line) => lines.push(line)));
  return lines;
}

async function dropLastMonth(table: string): Promise<void> {
  const [last] = await asOwner<{ name: string }>(
    "SELECT max(relname) AS name FROM pg_class WHERE relname ~ ('^' || $1 || '_\\d{4}_\\d\\d$')",
    [table],
  );
  await asOwner(`ALTER TABLE ${table} DETACH PARTITION months.${last?.name}`);
  await asOwner(`DROP TABLE months.${last?.name}`);
}

async function describeTables() {
  return withOwner(async (client) => {
    const { rows: shape } = await client.query(SHAPE, [DIVIDED_TABLES]);
    const rights = await listRights(client);
    const outside = rights.filter(({ what }) => !what.includes("months."));
    return { shape, rights: outside.map((right) => JSON.stringify(right)).sort() };
  });
}

function withOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return withClient(new URL(pathname, inject("testServer").adminUrl).href, work);
}
