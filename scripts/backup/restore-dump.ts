/** Restores a dump into the empty database that DATABASE_URL names. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnv } from "@/lib/server/env";
import { runTool } from "./dump";
import { ownerUrlOf } from "../postgres/named";
import { withClient } from "../postgres/with-client";

/** `to` is the data folder of the restored installation, whose secret is read, or made there. */
export async function restoreDump(path: string, until: string | null, to: string): Promise<null> {
  if (until !== null) {
    throw new Error(
      "This backup is a dump, which is of one moment. For any moment, archive the log of your " +
        "PostgreSQL with its own tools.",
    );
  }
  const url = ownerUrlOf(readEnv({ ...process.env, DATA_DIR: to }));
  if (url === "") {
    throw new Error("This backup is a dump: set DATABASE_URL to an empty database.");
  }
  await withClient(url, async (client) => {
    const found = await client.query(
      "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LIMIT 1",
    );
    if (found.rowCount !== 0) throw new Error("The database of DATABASE_URL is not empty.");
  });
  // Owners and rights are those of this installation, and are granted with the migrations.
  const options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"];
  const folder = mkdtempSync(join(tmpdir(), "counterfoil-restore-"));
  try {
    const list = join(folder, "list");
    writeFileSync(list, await listWithoutPolicies(url, path));
    await runTool("pg_restore", url, [...options, `--use-list=${list}`, path]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  return null;
}

/** Policies name the role of the application that was dumped, which may have another name here. */
async function listWithoutPolicies(url: string, path: string): Promise<string> {
  const list = await runTool("pg_restore", url, ["--list", path]);
  return list.replaceAll(/^.* POLICY .*\n/gm, "");
}
