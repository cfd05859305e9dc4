/**
 * Backups of a server that DATABASE_URL names, restored into an empty database of another: made
 * with PostgreSQL's own programs, which may be missing here.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type DebianServer,
  findDebianServer,
  NO_SERVER,
  startDebianServer,
} from "@/lib/testing/debian-server";
import { query } from "@/lib/testing/embedded-query";
import { outputOf, type Ran, startScript } from "@/lib/testing/run-script";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { isInstalled, skips } from "@/lib/testing/skips";
import { findBackup } from "./find";
import { findBackupFolder, listBases } from "./layout";
import { migrate } from "../postgres/migrate";
import { prepareNamed } from "../postgres/named";
import { partitionTables } from "../partition/tables";
import { withClient } from "../postgres/with-client";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const PASSWORD = "p@ss/word";
const NODE = ["--conditions=react-server", "--import", "tsx"];
const DELIVERIES = [process.execPath, ...NODE, "scripts/deliveries.ts"];
const SOMEONE = "00000000-0000-4000-8000-000000000001";
const ROWS = `
  INSERT INTO setting VALUES ('of-a-test', '{}');
  INSERT INTO note VALUES ('101', '2019-01-01', '${SOMEONE}', 'Why', '${SOMEONE}', now());
  INSERT INTO cash_sheet_version (centre_id, business_date, version, fetched_at)
    SELECT '101', date, 1, now() FROM unnest(ARRAY['2019-01-01', '2999-01-01']) AS date;
  INSERT INTO "user" (id, email, name) VALUES ('${SOMEONE}', 'ann@example.com', 'Ann');
  INSERT INTO mail (id, user_id) VALUES (gen_random_uuid(), '${SOMEONE}')`;
const HEAD = "SELECT max(id)::text AS head FROM audit_entry";
/** Of a table that is divided by month. */
const PARTS = `
  SELECT business_date, tableoid::regclass::text AS part FROM cash_sheet_version ORDER BY 1`;
const folder = makeTemporaryFolder("outside");
const backups = join(folder, "backups");
const bin = findDebianServer();
const missing = bin === null ? NO_SERVER : !isInstalled("pg_dump") && "a dump: no pg_dump.";

describe.skipIf(skips(missing))("a backup of an outside server", () => {
  let first: Installation;
  let second: Installation;

  beforeAll(async () => {
    [first, second] = await Promise.all([
      install("counterfoil_app", join(folder, "data")),
      // A server where the roles have other names.
      install("another_app", join(folder, "restored")),
    ]);
    await prepareNamed(first.url, first.ownerUrl);
    await migrate(first.ownerUrl, "counterfoil_app");
    await withClient(first.ownerUrl, (client) => partitionTables(client, () => undefined));
    await query(first.url, ROWS);
    mkdirSync(first.dataDir);
    writeFileSync(join(first.dataDir, "secret"), "of these sessions");
  });
  afterAll(async () => {
    await Promise.all([first.server.stop(), second.server.stop()]);
  });

  test("needs PostgreSQL's programs, and leaves no half", async () => {
    const { code, output } = await run(first, "backup.ts", [], { PATH: "/nowhere" });
    expect([code, output]).toEqual([1, expect.stringContaining("PostgreSQL's client programs")]);
    expect(readdirSync(findBackupFolder(backups).bases)).toEqual([]);
  });

  test("is restored into another server, whose roles have other names", async () => {
    const [before] = await query<{ head: string }>(first.url, HEAD);
    const { code, output } = await run(first, "backup.ts");
    expect([code, output]).toEqual([0, expect.stringContaining("It contains secrets")]);
    const lacking = ["--to", join(folder, "lacking")];
    const tried = await run(second, "restore.ts", [backups, ...lacking], { PATH: "/nowhere" });
    expect([tried.code, tried.output]).toEqual([1, expect.stringContaining("client programs")]);
    const restored = await run(second, "restore.ts", [backups]);
    expect(restored.output).toMatch(/entries hold[\s\S]+ 0 would change[\s\S]+Restored into/);
    expect(restored.code).toBe(0);
    expect(await query(second.url, "SELECT text FROM note")).toEqual([{ text: "Why" }]);
    expect(await query(second.url, PARTS)).toEqual(await query(first.url, PARTS));
    // Each command describes what it changes, or the database would.
    const actions = `SELECT action FROM audit_entry WHERE id > ${before?.head ?? ""} ORDER BY id`;
    expect(await query(first.url, actions)).toEqual([{ action: "backup.made" }]);
    expect(await query(second.url, actions)).toEqual([{ action: "backup.restored" }]);
    await expect(query(second.url, "DELETE FROM note")).rejects.toThrow("permission denied");
    expect(readFileSync(join(second.dataDir, "secret"), "utf8")).toBe("of these sessions");
  });

  test("is not restored over anything, nor to a moment in between", async () => {
    const to = ["--to", join(folder, "elsewhere")];
    const unused = join(folder, "unused");
    const over = await run(second, "restore.ts", [backups, ...to], { DATA_DIR: unused });
    expect([over.code, over.output]).toEqual([1, expect.stringContaining("is not empty")]);
    expect(existsSync(unused)).toBe(false);
    const later = await run(second, "restore.ts", [backups, "--until", "2999-01-01T00:00Z"]);
    expect([later.code, later.output]).toEqual([1, expect.stringContaining("is not empty")]);
  });

  test("sends what waits, or gives it up, once an operator decides", async () => {
    const state =
      "SELECT state, EXISTS (SELECT FROM setting WHERE name = 'deliveries.paused') AS paused " +
      "FROM mail";
    const decide = (...args: string[]) => run(second, "deliveries.ts", args);
    const asOperator = (...args: string[]) => run(second, "with-db.ts", [...DELIVERIES, ...args]);
    expect((await asOperator()).output).toMatch(/1 mails, 0 webhooks .+ are paused: add resume/s);
    expect(await query(second.url, state)).toEqual([{ state: "queued", paused: true }]);
    expect(await decide("resume")).toMatchObject({ code: 0 });
    expect(await query(second.url, state)).toEqual([{ state: "queued", paused: false }]);
    expect((await decide("discard")).output).toContain("Deliveries are not paused");
    await query(second.url, "INSERT INTO setting VALUES ('deliveries.paused', '{}')");
    expect(await decide("discard")).toMatchObject({ code: 0 });
    expect(await query(second.url, state)).toEqual([{ state: "withheld", paused: false }]);
    expect((await asOperator("forget")).code).toBe(1);
  });

  test("has no secrets when it is to have none, and older ones go", async () => {
    const location = findBackupFolder(backups);
    const [oldest] = listBases(location);
    for (const keep of ["2", "2", "1"]) {
      const { code } = await run(first, "backup.ts", ["--without-secrets", "--keep", keep]);
      expect(code).toBe(0);
      expect(listBases(location)).toHaveLength(Number(keep));
    }
    expect(listBases(location)).not.toContain(oldest);
    const { folder: newest, manifest } = findBackup(backups, null);
    expect(manifest.hasSecrets).toBe(false);
    expect(existsSync(join(newest, "data"))).toBe(false);
  });
});

type Installation = { server: DebianServer; url: string; ownerUrl: string; dataDir: string };

/** With an owner who is no superuser, and an application that may not change tables. */
async function install(app: string, dataDir: string): Promise<Installation> {
  const server = await startDebianServer(bin ?? "");
  await query(server.url, `CREATE ROLE owner LOGIN CREATEROLE PASSWORD '${PASSWORD}'`);
  await query(server.url, "CREATE DATABASE counterfoil OWNER owner");
  return { server, url: urlOf(server, app), ownerUrl: urlOf(server, "owner"), dataDir };
}

function urlOf({ url }: DebianServer, role: string): string {
  const address = new URL(url);
  address.username = role;
  address.password = encodeURIComponent(PASSWORD);
  address.pathname = "/counterfoil";
  return address.href;
}

function run(
  { url, ownerUrl, dataDir }: Installation,
  script: string,
  args: string[] = [],
  variables: Record<string, string> = {},
): Promise<Ran> {
  const installed = { DATA_DIR: dataDir, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl };
  return outputOf(startScript(script, args, { BACKUP_DIR: backups, ...installed, ...variables }));
}
