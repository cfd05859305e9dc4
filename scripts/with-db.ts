/**
 * `node … scripts/with-db.ts command …` runs a command with a migrated database: the one that
 * DATABASE_URL names or, without it, the embedded one. The command finds it in DATABASE_URL,
 * and as its owner in DATABASE_OWNER_URL.
 */
import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { readEnv } from "@/lib/server/env";
import { openDatabase } from "./database/database";
import { ensureClient } from "./build/generate";
import { exitWithError, forwardSignals } from "./process/print";

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await runWithDatabase(process.argv.slice(2)).catch(exitWithError);
}

export async function runWithDatabase(command: string[]): Promise<number> {
  await ensureClient();
  const database = await openDatabase(readEnv(process.env));
  const child = spawn(command[0] ?? "true", command.slice(1), {
    stdio: "inherit",
    env: {
      ...process.env,
      // What is passed on was read from its file already.
      DATABASE_URL_FILE: "",
      DATABASE_DIRECT_URL_FILE: "",
      DATABASE_OWNER_URL_FILE: "",
      DATABASE_URL: database.url,
      DATABASE_DIRECT_URL: "",
      DATABASE_OWNER_URL: database.ownerUrl,
    },
  });
  forwardSignals(child);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => resolve(code ?? 1));
    });
  } finally {
    await database.close();
  }
}
