/**
 * Fills an installation before anyone has signed in: on the sandbox with the demo month and its
 * users, with Cashrec with the first administrator and nothing else.
 */
import { withOrigin } from "@/lib/server/audit/origin";
import type { ConnectionKind } from "@/lib/server/cashrec/source";
import type { Env } from "@/lib/server/env";
import { print } from "../process/print";
import { deliverLink, removeLink } from "./set-up-link";
import { withClient } from "../postgres/with-client";

export type FirstRun = { demo: boolean; connection: ConnectionKind };

const DEMO_MARK = "demo";

/** The database must be migrated. Sets DATABASE_URL for this process. */
export async function prepareFirstRun(env: Env, databaseUrl: string): Promise<FirstRun> {
  process.env.DATABASE_URL = databaseUrl;
  // It was read from its file already.
  process.env.DATABASE_URL_FILE = "";
  const { disconnect } = await import("@/lib/server/db/client");
  try {
    if (env.cashrec.kind === "live") await refuseInvented();
    const { connectionKind } = await import("@/lib/server/cashrec/source");
    const connection = await connectionKind();
    return await withOrigin("script", async () => {
      await reseal();
      await ensureAdministrator(env.dataDir);
      await admitPasswords();
      return { connection, demo: connection === "sandbox" && (await fillDemo(databaseUrl)) };
    });
  } finally {
    await disconnect();
  }
}

/** After a change of secrets; a wrong one changes nothing, and is reported. */
async function reseal(): Promise<void> {
  const { resealSecrets } = await import("@/lib/server/reseal/reseal");
  const { formatUnreadable } = await import("./reseal-text");
  const results = await resealSecrets();
  for (const { kind, resealed } of results) {
    if (resealed > 0) print(`Sealed again: ${resealed} ${kind}`);
  }
  for (const line of formatUnreadable(results)) print(line);
}

/** The passwords of the demo are public, and figures of the sandbox are not the reader's. */
async function refuseInvented(): Promise<void> {
  const { findSource, RECORD_IS_SANDBOX } = await import("@/lib/server/cashrec/source");
  const { prisma } = await import("@/lib/server/db/client");
  const mark = await prisma().setting.findUnique({ where: { name: DEMO_MARK } });
  if (mark === null) {
    if ((await findSource()) === "sandbox") throw new Error(RECORD_IS_SANDBOX);
    return;
  }
  throw new Error(
    "Cashrec is configured, and this database holds the demo. " +
      "Set DATA_DIR or DATABASE_URL to an empty one, or leave the CASHREC variables away.",
  );
}

async function ensureAdministrator(dataDir: string): Promise<void> {
  const { ensureFirstAdministrator } = await import("@/lib/server/users/first-administrator");
  const made = await ensureFirstAdministrator();
  if (made === null) return removeLink(dataDir);
  deliverLink(made.setUpUrl, dataDir, { isTerminal: process.stdout.isTTY, print });
}

async function admitPasswords(): Promise<void> {
  const { admitPasswordsAgain } = await import("@/lib/server/users/sign-in-rules");
  if (await admitPasswordsAgain()) print("PASSWORD_SIGN_IN=allow: passwords open accounts again.");
}

/** Of starts at the same time, one fills it, and the others find it filled. */
async function fillDemo(databaseUrl: string): Promise<boolean> {
  print("Looking after the demo data …");
  return withClient(databaseUrl, async (client) => {
    await client.query("SET statement_timeout = 0");
    await client.query("SET lock_timeout = 0");
    await client.query("SELECT pg_advisory_lock(hashtextextended('demo', 0))");
    const { seedDemo } = await import("./seed");
    return (await seedDemo()) !== null;
  });
}
