/**
 * Failures of Cashrec in the built application, over HTTP. Its bundles load the same modules
 * several times, so that an error thrown in one is caught in another, which no test of the source
 * can show.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { lineListSchema } from "@/lib/contracts/reconciliation";
import { freePort } from "@/scripts/process/processes";
import { type App, START_MS_MAX, startApp } from "./acceptance-app";
import { readSheets } from "./acceptance-read";
import type { Running } from "./acceptance-upstream";
import { testDatabase } from "./database";
import { startSandbox, variablesFor } from "./sandbox-server";

const DAY = "2026-03-04";
/** Centre 904 has an unknown form, 907 does not exist there, and 910 redirects. */
const CENTRES = ["101", "904", "907", "910"].map((id) => {
  return { id, name: `Centre ${id}`, currency: "EUR", timeZone: "Europe/Madrid" };
});
const READ_MS_MAX = 60_000;

let sandbox: Running;
let app: App;

beforeAll(async () => {
  sandbox = await startSandbox();
  const { url } = await testDatabase();
  app = await startApp(await freePort(), { ...variablesFor(sandbox), DATABASE_URL: url });
  await app.post("/api/centres", { centres: CENTRES }, savedCentresSchema);
}, START_MS_MAX);

afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});

test.each([
  ["904", "UPSTREAM_CHANGED", "unknown form"],
  ["907", "UPSTREAM_REFUSED", "does not know this tenant or one of these centres"],
  ["910", "UPSTREAM_REFUSED", "redirect"],
])(
  "a centre that fails (%s) fails alone, and the reason is shown",
  async (bad, code, reason) => {
    const sync = await readSheets(app, { centreIds: ["101", bad], from: DAY, to: DAY });
    expect(sync).toMatchObject({
      state: "failed",
      done: 1,
      total: 2,
      failures: [{ centreId: bad, code, message: expect.stringContaining(reason) as string }],
    });
    const { lines } = await app.get(
      `/api/reconciliations?from=${DAY}&to=${DAY}&centreId=101`,
      lineListSchema,
    );
    expect(lines.length).toBeGreaterThan(0);
  },
  READ_MS_MAX,
);

test(
  "a redirect is refused at once, also while a request of ours waits for it",
  async () => {
    const response = await fetch(`${app.base}/api/cashrec/probe`, {
      method: "POST",
      headers: { cookie: app.cookie, origin: app.base, "content-type": "application/json" },
      body: JSON.stringify({ centreId: "910", businessDate: DAY }),
    });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code: "UPSTREAM_REFUSED" });
  },
  READ_MS_MAX,
);
