/** Starts the built application with a database of its own, its content, and planted secrets. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";
import { ADMIN, startApp } from "@/lib/testing/acceptance-app";
import { arrangeCentre, arrangePerson } from "@/lib/testing/matrix-arrange";
import { startEmbeddedDb } from "../embedded/db";
import { freePort } from "../process/processes";
import { canary, createCanaries, plantCanaries } from "./plant-canaries";
import { startQuotingUpstream } from "./quoting-upstream";
import type { Target } from "./section";

export async function withTarget(work: (target: Target) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "counterfoil-security-"));
  const canaries = createCanaries();
  const upstream = await startQuotingUpstream(canary(canaries, "access token of Cashrec"));
  const port = await freePort();
  const nobody = await freePort();
  const variables = {
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: canary(canaries, "NEXTAUTH_SECRET"),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: canary(canaries, "ADMIN_PASSWORD"),
    CASHREC_API_URL: upstream.url,
    CASHREC_TOKEN_URL: `${upstream.url}/connect/token`,
    CASHREC_USERNAME: "reader@example.test",
    CASHREC_PASSWORD: canary(canaries, "CASHREC_PASSWORD"),
    CASHREC_CLIENT_SECRET: canary(canaries, "CASHREC_CLIENT_SECRET"),
    SMTP_URL: `smtp://mailer:${canary(canaries, "SMTP password")}@127.0.0.1:${nobody}`,
    MAIL_FROM: "counterfoil@example.test",
    TRUSTED_PROXIES: "127.0.0.1",
  };
  try {
    const app = await startApp(port, variables);
    const database = await startEmbeddedDb({ dir: join(dataDir, "postgres") });
    try {
      // What arranges the content reads these in this process.
      Object.assign(process.env, variables, { DATABASE_URL: database.url });
      const { fixture } = await arrangeCentre(app, "hidden");
      const others = ROLES.map((role) => ({ centreId: EVERYWHERE, role }));
      // The link of an invitation is shown to an only administrator alone: no other one exists yet.
      await plantCanaries(app, fixture, canaries);
      const person = await arrangePerson(app, "administrator", fixture.centreId, others);
      await work({ app, dataDir, fixture, cookie: person.cookie, canaries, variables });
    } finally {
      const { disconnect } = await import("@/lib/server/db/client");
      await disconnect();
      await database.stop();
      await app.stop();
    }
  } finally {
    await upstream.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }
}
