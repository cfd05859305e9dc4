/** What a run needs in its database before the first fault. */
import { makeToken } from "../bench/app";
import { comesUp } from "../start/is-healthy";
import { withClient } from "../postgres/with-client";

const START_MS_MAX = 300_000;

export async function becomesReady(base: string): Promise<void> {
  if (await comesUp(`${base}/api/health`, START_MS_MAX)) return;
  throw new Error(`${base} does not start.`);
}

/** Creates the centres, and a counter with a token who may count in all of them. */
export async function createWriterToken(
  databaseUrl: string,
  centreIds: readonly string[],
): Promise<string> {
  await withClient(databaseUrl, (client) =>
    client.query(
      `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
       SELECT id, 'Centre ' || id, 'EUR', 'Europe/Madrid', '05:00' FROM unnest($1::text[]) AS id`,
      [centreIds],
    ),
  );
  return makeToken(databaseUrl, { role: "counter", permission: "till-count:record" });
}
