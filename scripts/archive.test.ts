/** Writes months of long ago into files, and loads them into tables of their own. */
import { randomUUID } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import {
  arrangeOldDays,
  type OldDays,
  storeEveryTable,
  storeFile,
  withOwner,
} from "@/lib/testing/arrange-archive";
import { arrangeDay } from "@/lib/testing/arrange-workflow";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { loadTable } from "./archive/load";
import { readManifest } from "./archive/manifest";
import { archiveMonths, verifyArchive } from "./archive/months";
import { findObstacle } from "./archive/obstacles";
import { inMonth, listDayTables } from "./archive/tables";

const dataDir = makeTemporaryFolder("archive");
const folder = join(dataDir, "archive");
let arranged: OldDays;

beforeAll(async () => {
  await testDatabase();
  vi.stubEnv("DATA_DIR", dataDir);
  arranged = await arrangeOldDays();
  const tables = await withOwner(listDayTables);
  await storeEveryTable(
    tables.map(({ name }) => name),
    storeFile(dataDir, "a slip"),
  );
});

function archive(before: string, to = folder): Promise<void> {
  return withOwner((client) =>
    archiveMonths({ client, before, folder: to, drops: false, say: () => undefined }),
  );
}

describe("the files of a month", () => {
  let rows: Map<string, unknown[]>;

  beforeAll(async () => {
    const tables = await withOwner(listDayTables);
    rows = new Map();
    for (const { name } of tables) rows.set(name, await readRows(name));
    await archive("2019-02");
  });

  test("have every row of every table of days, and no other", async () => {
    expect(readdirSync(folder)).toEqual(["2019-01"]);
    const { manifest } = readManifest(join(folder, "2019-01"));
    expect(manifest.tables.map(({ name }) => name).toSorted()).toEqual([...rows.keys()].toSorted());
    await withOwner(async (client) => {
      for (const table of manifest.tables) {
        await client.query(`CREATE TEMP TABLE loaded (LIKE public.${table.name})`);
        const target = { folder: join(folder, "2019-01"), table, into: "loaded" };
        await loadTable(client, target);
        const loaded = await client.query("SELECT * FROM loaded x ORDER BY x::text");
        expect(loaded.rows, table.name).toEqual(rows.get(table.name));
        expect(loaded.rows, table.name).toHaveLength(table.rows);
        expect(loaded.rows.length, table.name).toBeGreaterThan(0);
        await client.query("DROP TABLE loaded");
      }
    });
  });

  test("have the totals, the attached files and the head of the trail", async () => {
    const { manifest } = readManifest(join(folder, "2019-01"));
    expect(manifest.totals).toEqual([
      {
        currency: "EUR",
        lines: "4",
        expectedMinor: "40000",
        countedMinor: "39495",
        differenceMinor: "-505",
      },
    ]);
    const [attached] = manifest.attachments;
    const copy = join(folder, "2019-01", "attachments", attached?.sha256 ?? "");
    expect(readFileSync(copy, "utf8")).toBe("a slip");
    const [head] = await asOwner<{ head: string }>(
      "SELECT id || ':' || hash AS head FROM audit_entry ORDER BY id DESC LIMIT 1",
    );
    expect(manifest.head).toBe(head?.head);
  });

  test("are verified, and damage is found", async () => {
    const lines: string[] = [];
    const verify = (at: string) =>
      withOwner((client) =>
        verifyArchive({ client, folder: at, say: (line) => void lines.push(line) }),
      );
    await verify(folder);
    expect(lines).toEqual([expect.stringMatching(/^2019-01: \d+ rows, manifest [0-9a-f]{64}$/)]);
    const other = join(dataDir, "damaged");
    await archive("2019-02", other);
    appendFileSync(join(other, "2019-01", "tables", "note.csv.gz"), "x");
    await expect(verify(other)).rejects.toThrow("note.csv.gz is another");
    await expect(archive("2019-02", other)).rejects.toThrow("note.csv.gz is another");
  });
});

describe("a month stays", () => {
  test("while a day of it is not closed, which is named", async () => {
    const [centreId = ""] = arranged.centreIds;
    const cal = await makeUser();
    await arrangeDay({ centreId, date: "2019-03-15" }, cal);
    const to = join(dataDir, "open");
    await expect(archive("2019-05", to)).rejects.toThrow(
      `2019-03 stays: centre ${centreId} on 2019-03-15 is not closed. Close the day first.`,
    );
    expect(readdirSync(to)).toEqual(["2019-01", "2019-02"]);
  });

  test("until it has been over for two years", async () => {
    const [row] = await asOwner<{ first: string; before: string }>(
      `SELECT to_char(now() - interval '24 months', 'YYYY-MM') AS first,
              to_char(now() - interval '12 months', 'YYYY-MM') AS before`,
    );
    const obstacle = await withOwner((client) => findObstacle(client, row?.first ?? ""));
    expect(obstacle).toBe("months are archived once they have been over for 24 months.");
    await expect(archive("2019-1")).rejects.toThrow("--before takes a month");
  });

  test("while a reading of its days is under way", async () => {
    const id = randomUUID();
    await asOwner(`INSERT INTO sync (id) VALUES ('${id}');
      INSERT INTO sync_part (sync_id, part, centre_ids, "from", "to", days, state)
      VALUES ('${id}', 1, '{101}', '2019-02-28', '2019-03-02', 3, 'pending')`);
    const find = (month: string) => withOwner((client) => findObstacle(client, month));
    expect(await find("2019-02")).toContain("a reading of these days is under way");
    expect(await find("2019-01")).toBeNull();
  });
});

async function readRows(table: string): Promise<unknown[]> {
  return asOwner(`SELECT * FROM ${table} x WHERE ${inMonth("2019-01")} ORDER BY x::text`);
}
