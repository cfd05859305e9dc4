/** `npm run dev`: the database, the demo data, and Next.js' development server. */
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "./database";
import { fillFirstContent } from "./first-run";
import { ensureClient } from "./generate";
import { ended, startNext } from "./next-server";
import { giveUp, passSignalsOn } from "./print";

try {
  const env = readEnv(process.env);
  await ensureClient();
  const database = await openDatabase(env);
  await fillFirstContent(env, database.url);
  const server = startNext("dev", env, database.url);
  passSignalsOn(server);
  process.exitCode = await ended(server);
  await database.close();
} catch (error) {
  giveUp(error);
}
