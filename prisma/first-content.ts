/**
 * What an installation holds before anyone has signed in: on the sandbox the demo month with its
 * users, with Cashrec the first administrator and nothing else.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Env } from "@/lib/server/env";
import { say } from "./terminal";

const SEED = new URL("./seed.ts", import.meta.url);

/** The database must be migrated. Sets DATABASE_URL for this process. */
export async function fillFirstContent(env: Env, databaseUrl: string): Promise<void> {
  process.env.DATABASE_URL = databaseUrl;
  const { disconnect } = await import("@/lib/server/db/client");
  try {
    if (env.cashrec.kind === "sandbox") await seed();
    await ensureAdministrator();
  } finally {
    await disconnect();
  }
}

async function seed(): Promise<void> {
  if (!existsSync(fileURLToPath(SEED))) return;
  say("Looking after the demo data …");
  const { seedDemo } = (await import(SEED.href)) as { seedDemo: () => Promise<unknown> };
  await seedDemo();
}

async function ensureAdministrator(): Promise<void> {
  const { ensureFirstAdministrator } = await import("@/lib/server/users/first-administrator");
  const made = await ensureFirstAdministrator();
  if (made !== null) say(`Nobody can sign in yet. Make the first administrator: ${made.setUpUrl}`);
}
