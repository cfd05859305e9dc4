/** `npm run dev`: the database, the demo data, and Next.js' development server. */
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "./database/database";
import { prepareFirstRun } from "./start/first-run";
import { ensureClient } from "./build/generate";
import { waitForExit, startNext } from "./process/next-server";
import { exitWithError, forwardSignals } from "./process/print";

try {
  const env = readEnv(process.env);
  await ensureClient();
  const database = await openDatabase(env);
  await prepareFirstRun(env, database.url);
  const server = startNext("dev", env, database.url);
  forwardSignals(server);
  process.exitCode = await waitForExit(server);
  await database.close();
} catch (error) {
  exitWithError(error);
}
