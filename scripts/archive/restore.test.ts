/** Loads dropped months back, and compares every row with what it was. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { readStoredFile } from "@/lib/server/attachments/files";
import { listAnchors } from "@/lib/server/audit/first-anchor";
import { verifyAudit } from "@/lib/server/audit/verify";
import { readArchive } from "@/lib/server/audit-archive/read-archive";
import { sql } from "@/lib/server/db/sql";
import { noteFullyReadMonths } from "@/lib/server/line-search/fully-read-months";
import { rebuildDays } from "@/lib/server/rebuild/rebuild-days";
import { SUMS, TOTAL_KEYS } from "@/lib/server/variances/columns";
import { foldVarianceTotals } from "@/lib/server/variances/fold";
import {
  arrangeOldDays,
  killAtEntry,
  listDisabledTriggers,
  readRows,
  storeEveryTable,
  storeFile,
  withOwner,
} from "@/lib/testing/arrange-archive";
import { ageEntries, archive } from "@/lib/testing/archive-entries";
import { asOwner, tamper, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { archiveMonths } from "./months";
import { restoreMonths } from "./restore";
import { listDayTables } from "./tables";
import { partitionTables } from "../partition/tables";

const dataDir = makeTemporaryFolder("archive-restore");

describe.each(["plain", "divided"])("of %s tables, a dropped month", (kind) => {
  const folder = join(dataDir, kind);
  const february = join(folder, "2019-02");
  let names: string[];
  let sha256: string;
  let before: Awaited<ReturnType<typeof readAll>>;
  const say = () => undefined;
  const restore = (...months: string[]) =>
    withOwner((client) => restoreMonths({ client, months, folder, say }));
  const drop = () =>
    withOwner((client) =>
      archiveMonths({ client, before: "2019-03", folder, drops: true, say: () => undefined }),
    );

  beforeAll(async () => {
    await testDatabase();
    vi.stubEnv("DATA_DIR", dataDir);
    names = (await withOwner(listDayTables)).map(({ name }) => name);
    await arrangeOldDays();
    sha256 = storeFile(dataDir, "a slip");
    await storeEveryTable(names, sha256);
    await asOwner("UPDATE reconciliation SET tips_in_minor = 7_00 WHERE state = 'closed'");
    if (kind === "divided") {
      await withOwner((client) => partitionTables(client, () => undefined));
    }
    await foldVarianceTotals();
    await noteFullyReadMonths();
    before = await readAll(names);
    await drop();
  });

  async function expectRefused(months: string[], reason: string): Promise<void> {
    const dropped = await readAll(names);
    await expect(restore(...months)).rejects.toThrow(reason);
    expect(await readAll(names)).toEqual(dropped);
    expect(await listDisabledTriggers()).toEqual([]);
  }

  test("stays dropped while a later one is, and where it is not", async () => {
    await expectRefused(["2019-01"], "2019-01 stays dropped: days before the end of 2019-02");
    await expectRefused(["2019-03"], "has no month 2019-03");
    await expectRefused(["2019-2"], "--restore takes months");
  });

  test("stays dropped while a file is missing, or is another", async () => {
    const [move, moved] = ["move.csv.gz", "moved"].map((name) => join(february, "tables", name));
    renameSync(move ?? "", moved ?? "");
    await expectRefused(["2019-02"], "move.csv.gz can't be read");
    renameSync(moved ?? "", move ?? "");
    const path = join(february, "manifest.json");
    const manifest = readFileSync(path, "utf8");
    writeFileSync(path, manifest.replace('"counterfoil": "', '"counterfoil": "1'));
    const reason = "The manifest of 2019-02 is not the one with which it was dropped";
    await expectRefused(["2019-02"], reason);
    const record = (month: string) =>
      asOwner(
        `UPDATE archived_month SET manifest_hash = encode(sha256($1::bytea), 'hex')
          WHERE month = '2019-02'`,
        [readFileSync(join(folder, month, "manifest.json"))],
      );
    // The trail has the hash as well.
    await record("2019-02");
    await expectRefused(["2019-02"], reason);
    writeFileSync(path, manifest);
    await record("2019-02");
  });

  test("stays dropped where tables have other columns, or rows of it", async () => {
    await asOwner("ALTER TABLE move ADD COLUMN colour TEXT");
    await expectRefused(["2019-02"], "move has had other columns since version");
    await asOwner("ALTER TABLE move DROP COLUMN colour");
    await tamper("INSERT INTO cash_sheet VALUES ('101', '2019-02-01', 0, NULL, now())");
    await expectRefused(["2019-02"], "cash_sheet has rows of it");
    await tamper("DELETE FROM cash_sheet WHERE business_date = '2019-02-01'");
  });

  test("stays dropped when whoever restores it is killed", async () => {
    const dropped = await readAll(names);
    await killAtEntry("month.restored", () => restore("2019-02"));
    expect(await readAll(names)).toEqual(dropped);
    expect(await listDisabledTriggers()).toEqual([]);
  });

  test("is stored again row by row, with its sums and files, and is in the trail", async () => {
    rmSync(join(dataDir, "attachments"), { recursive: true });
    await restore("2019-01", "2019-02");
    await noteFullyReadMonths();
    expect(await readAll(names)).toEqual(before);
    expect((await readStoredFile(sha256)).toString()).toBe("a slip");
    expect(await listDisabledTriggers()).toEqual([]);
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0, months: 0 });
    const entries = await sql<{ action: string; after: { month: string } }>(
      "SELECT action, after FROM audit_entry WHERE action LIKE 'month.%' ORDER BY id",
    );
    const [january, , , last] = entries;
    expect(entries.map(({ action, after }) => [action, after.month])).toEqual([
      ["month.archived", "2019-01"],
      ["month.archived", "2019-02"],
      ["month.restored", "2019-02"],
      ["month.restored", "2019-01"],
    ]);
    expect(last?.after).toEqual(january?.after);
    expect((await verifyAudit()).broken).toBeNull();
    await expectRefused(["2019-01"], "2019-01 is not dropped");
  });

  test("is dropped again with the same files", async () => {
    await drop();
    expect(await sql("SELECT month FROM archived_month ORDER BY month")).toHaveLength(2);
  });

  test("comes back also when the trail's entry of it is in files", async () => {
    await ageEntries();
    const trail = join(folder, "trail");
    expect(await archive(trail)).toMatchObject({
      archived: { folder: expect.any(String) as string },
    });
    expect(await sql("SELECT FROM audit_entry WHERE action = 'month.archived'")).toEqual([]);
    await restore("2019-01", "2019-02");
    await noteFullyReadMonths();
    expect(await readAll(names)).toEqual(before);
    expect(await rebuildDays({ write: false })).toMatchObject({ outdated: 0, sums: 0, months: 0 });
    expect((await verifyAudit()).broken).toBeNull();
    const whole = await verifyAudit({ archive: readArchive(trail, await listAnchors()) });
    expect(whole.broken).toBeNull();
    await drop();
  });
});

/** Every row of every table, what is derived of them, and what is archived. */
async function readAll(names: readonly string[]) {
  const [sums, months, archived] = await Promise.all([
    sql(`SELECT ${TOTAL_KEYS}, ${SUMS.join(", ")} FROM variance_total ORDER BY ${TOTAL_KEYS}`),
    sql("SELECT * FROM fully_read_month ORDER BY month, centre_id"),
    sql("SELECT month FROM archived_month ORDER BY month"),
  ]);
  return { rows: await readRows(names, "2019-01-01"), sums, months, archived };
}
