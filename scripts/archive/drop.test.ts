/** Drops archived months, and looks at what is left, and at what becomes of days before it. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { pageSearchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { VARIANCE_GROUPINGS } from "@/lib/domain/variance/variance";
import { verifyAudit } from "@/lib/server/audit/verify";
import { sql } from "@/lib/server/db/sql";
import { listOwed } from "@/lib/server/item-kinds/owed";
import { noteFullyReadMonths } from "@/lib/server/line-search/fully-read-months";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { listDayTotals, listLines } from "@/lib/server/reconciliations/queries";
import { foldVarianceTotals } from "@/lib/server/variances/fold";
import { listVariances } from "@/lib/server/variances/queries";
import { scopeFor } from "@/lib/testing/arrange";
import {
  arrangeOldDays,
  listDisabledTriggers,
  readRows,
  storeEveryTable,
  storeFile,
  withOwner,
} from "@/lib/testing/arrange-archive";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { archiveMonths, verifyArchive } from "./months";
import { firstDayAfter, inMonth, listDayTables } from "./tables";
import { partitionTables } from "../partition/tables";

const dataDir = makeTemporaryFolder("archive-drop");
const ALL = scopeFor("reconciliation:view", null);
const RANGE = { from: "2019-02-01", to: "2019-05-31" };
const JANUARY = "2019-01";
/** What such days add to the sums comes to nothing, and is not folded yet. */
const SIGNED_AND_REOPENED = `
  INSERT INTO variance_added (period, centre_id, sign, state, currency, shift_ids, till_ids,
    tender_ids, expected_minor, counted_minor, sales_minor, verdicts)
  SELECT business_date, centre_id, sign, state, currency, shift_ids, till_ids, tender_ids,
         expected_minor, counted_minor, sales_minor, verdicts
    FROM variance_day, unnest(ARRAY[1, -1]) AS sign WHERE business_date < '2019-03'`;

describe.each(["plain", "divided"])("of %s tables, a dropped month", (kind) => {
  const folder = join(dataDir, kind);
  let names: string[];
  let before: Awaited<ReturnType<typeof readAll>>;
  const archive = (month: string) =>
    withOwner((client) =>
      archiveMonths({ client, before: month, folder, drops: true, say: () => undefined }),
    );

  beforeAll(async () => {
    await testDatabase();
    vi.stubEnv("DATA_DIR", dataDir);
    names = (await withOwner(listDayTables)).map(({ name }) => name);
    await arrangeOldDays();
    await storeEveryTable(names, storeFile(dataDir, "a slip"));
    await asOwner(`UPDATE reconciliation SET tips_in_minor = 7_00, gift_cards_out_minor = 1_00
                    WHERE business_date = '2019-01-05'`);
    if (kind === "divided") {
      await withOwner((client) => partitionTables(client, () => undefined));
    }
    await foldVarianceTotals();
    await asOwner(SIGNED_AND_REOPENED);
    await noteFullyReadMonths();
    before = await readAll(names);
    await archive("2019-02");
  });

  test("is gone from every table, and nothing else is", async () => {
    for (const name of names) {
      expect(await sql(`SELECT FROM ${name} WHERE ${inMonth(JANUARY)}`), name).toEqual([]);
    }
    expect(await readAll(names)).toEqual(before);
    expect(await sql("SELECT FROM fully_read_month WHERE month < '2019-02'")).toEqual([]);
    expect(await listDisabledTriggers()).toEqual([]);
  });

  test("leaves sums of nothing but what is owed since then", async () => {
    const [left] = await sql<{ others: number; days: number; negative: number }>(
      `SELECT count(*) FILTER (WHERE level <> 'month')::int AS others, sum(days)::int AS days,
              count(*) FILTER (WHERE sales_lines < 0 OR matched_lines < 0)::int AS negative
         FROM variance_total WHERE period < '2019-02'`,
    );
    expect(left).toEqual({ others: 0, days: 0, negative: 0 });
    expect(await sql("SELECT FROM variance_added WHERE period < '2019-02'")).toEqual([]);
    const owed = await listOwed(ALL, { month: "2019-02", nodeId: [] });
    expect(owed.rows).toHaveLength(2);
    const figures = { since: "2019-01-01", tips: { beforeMinor: 7_00, afterMinor: 7_00 } };
    expect(owed.rows.map(({ since }) => since)).toEqual([figures.since, figures.since]);
    expect(owed.rows[0]).toMatchObject({ ...figures, giftCards: { beforeMinor: -1_00 } });
    await foldVarianceTotals();
    expect(await listOwed(ALL, { month: "2019-02", nodeId: [] })).toEqual(owed);
  });

  test("leaves days, sums and a trail that are as they are computed", async () => {
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
    expect((await verifyAudit()).broken).toBeNull();
  });

  test("is recorded with its manifest, of which there is one", async () => {
    const [recorded] = await sql<{ hash: string; rows: number }>(
      "SELECT manifest_hash AS hash, rows::int AS rows FROM archived_month",
    );
    const [entry] = await sql<{ after: unknown }>(
      "SELECT after FROM audit_entry WHERE action = 'month.archived'",
    );
    const totals = { currency: "EUR", lines: 4, expectedMinor: 400_00, countedMinor: 394_95 };
    expect(entry?.after).toEqual({
      month: JANUARY,
      sha256: recorded?.hash,
      rows: recorded?.rows,
      totals: [{ ...totals, differenceMinor: -5_05 }],
    });
    const lines: string[] = [];
    const verify = () =>
      withOwner((client) =>
        verifyArchive({ client, folder, say: (line) => void lines.push(line) }),
      );
    await verify();
    expect(lines[0]).toContain("as the database recorded it");
    await asOwner("UPDATE archived_month SET manifest_hash = repeat('0', 64)");
    await expect(verify()).rejects.toThrow("is not the one with which it was dropped");
    await asOwner("UPDATE archived_month SET manifest_hash = $1", [recorded?.hash]);
    await asOwner("UPDATE archived_month SET month = '2001-01'");
    await verify();
    expect(lines.at(-1)).toBe(`Dropped from the database, and not in ${folder}: 2001-01`);
    await asOwner("UPDATE archived_month SET month = $1", [JANUARY]);
  });

  test("is followed by months whose rows did not change since they were written", async () => {
    const write = (month: string) =>
      withOwner((client) =>
        archiveMonths({ client, before: month, folder, drops: false, say: () => undefined }),
      );
    await write("2019-03");
    await sql(`INSERT INTO note SELECT centre_id, business_date, gen_random_uuid(), 'Late',
      counted_by_id, now() FROM till_count WHERE business_date = '2019-02-28' LIMIT 1`);
    const rows = await readRows(names, "2019-01-01");
    await expect(archive("2019-03")).rejects.toThrow("2019-02 stays: note has changed since");
    expect(await readRows(names, "2019-01-01")).toEqual(rows);
    expect(await sql("SELECT FROM archived_month")).toHaveLength(1);
    rmSync(join(folder, "2019-02"), { recursive: true });
    await archive("2019-03");
    expect(await sql("SELECT FROM archived_month")).toHaveLength(2);
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0 });
  });
});

/** What is after January, however it is read. */
async function readAll(names: readonly string[]) {
  const views = scopeFor("variance:view", null);
  const variances = await Promise.all(
    VARIANCE_GROUPINGS.map((by) =>
      listVariances(views, varianceSearchSchema.parse({ ...RANGE, by })),
    ),
  );
  const search = pageSearchSchema.parse(RANGE);
  const lines = await readRows(names, firstDayAfter(JANUARY));
  const list = await listLines(ALL, search);
  return { variances, list, totals: await listDayTotals(ALL, search), lines };
}
