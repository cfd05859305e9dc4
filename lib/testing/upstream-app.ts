/** The built application with a Cashrec that misbehaves, for tests of what becomes of it. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { savedCentresSchema } from "@/lib/contracts/centre";
import { lineListSchema } from "@/lib/contracts/reconciliation";
import type { Sync } from "@/lib/contracts/sync";
import { sql } from "@/lib/server/db/sql";
import { freePort } from "@/scripts/process/processes";
import { type App, startApp } from "./acceptance-app";
import { readSheets } from "./acceptance-read";
import { testDatabase } from "./database";
import { type MisbehavingUpstream, PAYLOAD_MARK, startMisbehaving } from "./misbehaving-upstream";

export const DAY = "2026-03-04";
export const GOOD = "101";
export const READ_MS_MAX = 60_000;
const REST_MS_MAX = 60_000;
const LOOK_AGAIN_MS = 100;

export type UpstreamApp = {
  app: App;
  upstream: MisbehavingUpstream;
  /** Reads the day of these centres, and resolves when the pass has ended. */
  read: (...centreIds: string[]) => Promise<Sync>;
  stop: () => Promise<void>;
};

export async function startUpstreamApp(
  centreIds: readonly string[],
  variables: Record<string, string> = {},
): Promise<UpstreamApp> {
  const upstream = await startMisbehaving();
  const { url } = await testDatabase();
  const app = await startApp(await freePort(), {
    ...upstream.variables,
    DATABASE_URL: url,
    CASHREC_TIMEOUT_SECONDS: "1",
    // The schedule must not read the same centres at the same time.
    SYNC_EVERY_MINUTES: "1440",
    ...variables,
  });
  await untilScheduleRests();
  const centres = [GOOD, ...centreIds].map((id) => {
    return { id, name: `Centre ${id}`, currency: "EUR", timeZone: "Europe/Madrid" };
  });
  await app.post("/api/centres", { centres }, savedCentresSchema);
  return {
    app,
    upstream,
    read: (...ids) => readSheets(app, { centreIds: ids, from: DAY, to: DAY }),
    stop: async () => {
      await Promise.all([app.stop(), upstream.stop()]);
    },
  };
}

/** The schedule reads at the start too, and must have done so before there are centres. */
async function untilScheduleRests(): Promise<void> {
  for (let waited = 0; waited < REST_MS_MAX; waited += LOOK_AGAIN_MS) {
    const [queue] = await sql<{ started: boolean; left: number }>(
      `SELECT EXISTS (SELECT FROM graphile_worker._private_known_crontabs) AS started,
              (SELECT count(*)::int FROM graphile_worker.jobs
                WHERE task_identifier = 'read-due') AS left`,
    ).catch(() => []);
    if (queue?.started === true && queue.left === 0) return;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error("The schedule does not rest.");
}

/** The centre's day was read, and its lines are listed. */
export async function expectStored({ app }: UpstreamApp, centreId: string): Promise<void> {
  const path = `/api/reconciliations?from=${DAY}&to=${DAY}&centreId=${centreId}`;
  const { lines } = await app.get(path, lineListSchema);
  expect(lines.map(({ tenderId }) => tenderId).sort()).toEqual(["CARD", "CASH"]);
}

/** Nothing of the centre's day was stored, not even that it has no sheet. */
export async function expectNothing(centreId: string): Promise<void> {
  for (const table of ["cash_sheet", "cash_sheet_version", "reconciliation_line"]) {
    const rows = await sql(`SELECT FROM ${table} WHERE centre_id = $1 AND business_date = $2`, [
      centreId,
      DAY,
    ]);
    expect(rows, table).toEqual([]);
  }
}

/** The log names what happened, and no token, secret or payload. */
export function expectCleanLog({ app, upstream }: UpstreamApp): void {
  const log = app.log();
  expect(log).toContain("Cashrec request failed");
  expect(log).not.toContain("UNEXPECTED");
  for (const secret of [...upstream.secrets, PAYLOAD_MARK]) expect(log).not.toContain(secret);
}
