/**
 * `npm run check:migrations -- --days 120000` fills a database of version 0.1.0, applies each later
 * migration while others read, and prints how long they waited. It ends with 1 if one that is not
 * known for it would have made a reading wait for longer than a second.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDb } from "../embedded/db";
import { listMigrations } from "../postgres/migrate";
import { exitWithError, print } from "../process/print";
import { row, seconds, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import { applyBesideReaders, type Passed } from "./beside-readers";
import { makeFirstVersion } from "./first-version";
import { readNumberOrExit, readOptionsOrExit } from "../process/read-options";

/** They fill what they add while they lock it, and nobody may edit what was applied. */
const KNOWN = [
  "20261127124010_what_a_sheet_says_twice",
  "20261127124040_vanished_sheets",
  "20261128060100_feed",
];
/** One that takes less is printed only if somebody waited. */
const PRINTED_FROM_MS = 500;

const { values } = readOptionsOrExit({ options: { days: { type: "string", default: "120000" } } });

try {
  await check(readNumberOrExit("--days", values.days));
} catch (error) {
  exitWithError(error);
}

async function check(days: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "counterfoil-migrations-"));
  try {
    const { url, stop } = await startEmbeddedDb({ dir });
    try {
      report(days, await migrateFirstVersion(url, days));
    } finally {
      await stop();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function migrateFirstVersion(url: string, days: number): Promise<Passed[]> {
  await withClient(url, (owner) => makeFirstVersion(owner, days));
  return applyBesideReaders(url, listMigrations(), { centreId: "M0", businessDate: "2026-03-01" });
}

function report(days: number, passed: readonly Passed[]): void {
  title(`${passed.length} migrations of ${days.toLocaleString("en")} centre-days beside readers`);
  for (const { name, ms, longestMs, refused } of passed) {
    if (ms < PRINTED_FROM_MS && refused === 0) continue;
    const waits = refused === 0 ? "" : `, ${refused} would have waited longer`;
    row(name, seconds(ms), `longest reading ${Math.round(longestMs)} ms${waits}`);
  }
  const readings = passed.reduce((total, each) => total + each.readings, 0);
  const late = passed.filter(({ refused }) => refused > 0).map(({ name }) => name);
  const fresh = late.filter((name) => !KNOWN.includes(name));
  print(
    `${readings} readings. ${late.length} migrations would have made one wait for over a second, ` +
      `${late.length - fresh.length} of which are known for it.`,
  );
  if (fresh.length > 0) process.exitCode = 1;
}
