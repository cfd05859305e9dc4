/**
 * `npm run audit:archive -- --before <date> --to <folder>`: writes the entries of the audit trail
 * from before this day (UTC), 24 months ago at least, to files below this folder, verifies them,
 * and drops them from the database. It may be interrupted, and run again.
 */
import { businessDateSchema } from "@/lib/contracts/basics";
import {
  archiveEntries,
  type ArchiveResult,
  type Dropped,
} from "@/lib/server/audit-archive/archive";
import { anchorText } from "@/lib/server/audit/head";
import { disconnect } from "@/lib/server/db/client";
import { printReports, printVerification } from "./audit-report";
import { exitWithError, print } from "./process/print";
import { withClient } from "./postgres/with-client";
import { readOptions } from "./process/read-options";

try {
  const began = performance.now();
  const result = await archiveEntries({ ...readArguments(), drop });
  process.exitCode = report(result, performance.now() - began);
} catch (error) {
  exitWithError(error);
} finally {
  await disconnect();
}

function readArguments(): { before: Date; folder: string } {
  const text = { type: "string" } as const;
  const { before, to } = readOptions({ options: { before: text, to: text } }).values;
  const date = businessDateSchema.safeParse(before);
  if (!date.success || to === undefined || to === "") {
    throw new Error("Use --before 2019-01-01 --to FOLDER.");
  }
  return { before: new Date(`${date.data}T00:00:00Z`), folder: to };
}

async function drop(written: Dropped): Promise<void> {
  const { DATABASE_OWNER_URL: url = "" } = process.env;
  if (url === "") throw new Error("DATABASE_OWNER_URL is missing; npm run audit:archive sets it.");
  await withClient(url, async (client) => {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT archive_audit_entries($1, $2, $3, $4)", written);
  });
}

function report(result: ArchiveResult, ms: number): number {
  if ("verification" in result) {
    printVerification(result.verification, ms);
    printReports(result.reports);
    print("Nothing was archived.");
    return 1;
  }
  if ("obstacles" in result) {
    for (const obstacle of result.obstacles) print(obstacle);
    print("Nothing was archived.");
    return 1;
  }
  if (result.archived === null) {
    print("There is no complete block of 256 entries from before this day.");
    return 0;
  }
  const { folder, last, entries, manifestSha256 } = result.archived;
  print(`${entries.toLocaleString("en")} entries are in ${folder}, and no longer in the database.`);
  print(`The trail begins after ${anchorText(last)}.`);
  print(`SHA-256 of manifest.json: ${manifestSha256}`);
  print("Copy the folder to where it outlives this machine: nothing else has these entries.");
  return 0;
}
