/** Restores a dump into the empty database that DATABASE_URL names. */
import { readEnv } from "@/lib/server/env";
import { runTool } from "./backup-dump";
import { withClient } from "./with-client";

export async function restoreDump(path: string, until: string | null): Promise<null> {
  if (until !== null) {
    throw new Error(
      "This backup is a dump, which is of one moment. For any moment, archive the log of your " +
        "PostgreSQL with its own tools.",
    );
  }
  const { databaseDirectUrl, databaseOwnerUrl } = readEnv(process.env);
  if (databaseDirectUrl === "") {
    throw new Error("This backup is a dump: set DATABASE_URL to an empty database.");
  }
  const url = databaseOwnerUrl === "" ? databaseDirectUrl : databaseOwnerUrl;
  await withClient(url, async (client) => {
    const found = await client.query(
      "SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LIMIT 1",
    );
    if (found.rowCount !== 0) throw new Error("The database of DATABASE_URL is not empty.");
  });
  // Owners and rights are those of this installation, and are granted with the migrations.
  const args = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", path];
  await runTool("pg_restore", url, args);
  return null;
}
