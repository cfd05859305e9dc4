/** Runs the built application on the embedded database that another instance has filled. */
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "@/scripts/database/database";
import { startNext, waitForExit } from "@/scripts/process/next-server";
import { onShutdown } from "@/scripts/process/print";

const env = readEnv(process.env);
const database = await openDatabase(env);
const server = startNext("start", env, database.url);
onShutdown((signal) => void server.kill(signal));
const code = await waitForExit(server);
await database.close();
// The channel to the parent would keep this process alive.
process.exit(code);
