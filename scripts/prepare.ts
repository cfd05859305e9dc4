/**
 * `npm run migrate`: migrates the database that DATABASE_URL names and fills in what a first start
 * needs. It is for deployments whose application container has the server alone.
 */
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "./database/database";
import { prepareFirstRun } from "./start/first-run";
import { ensureClient } from "./build/generate";
import { exitWithError, print } from "./process/print";

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
