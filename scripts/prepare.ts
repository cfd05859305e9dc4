/**
 * `npm run migrate`: brings the database that DATABASE_URL names up to date and fills in what a
 * first start needs. For deployments whose application container holds the server alone.
 */
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "./database";
import { prepareFirstRun } from "./first-run";
import { ensureClient } from "./generate";
import { exitWithError, print } from "./print";

try {
  const env = readEnv(process.env);
  await ensureClient();
  const database = await openDatabase(env);
  await prepareFirstRun(env, database.url);
  await database.close();
  print("The database is up to date.");
} catch (error) {
  exitWithError(error);
}
