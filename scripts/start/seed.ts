/**
 * Creates or updates the demo data of the sandbox: `node --conditions=react-server --import tsx
 * scripts/start/seed.ts`. DATABASE_URL names the database.
 */
import { pathToFileURL } from "node:url";
import { disconnect } from "@/lib/server/db/client";
import { type DemoSummary, ensureDemo } from "@/lib/server/demo/demo";
import { print } from "../process/print";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await seedDemo();
  await disconnect();
}

/** The database must be migrated. Calling it again adds only what is missing. */
export async function seedDemo(): Promise<DemoSummary | null> {
  const summary = await ensureDemo();
  if (summary === null) {
    print("No demo data: this database has centres or users of its own.");
  } else if (summary.days + summary.counts > 0) {
    const { centres, days, counts } = summary;
    print(`Demo data: ${days} days read in ${centres} centres, ${counts} counts made.`);
  }
  return summary;
}
