/** What a run needs in its database before the first fault. */
import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { hashToken } from "@/lib/server/auth/actor";
import { withClient } from "../with-client";

const START_MS_MAX = 300_000;
const POLL_MS = 250;

export async function becomesReady(base: string): Promise<void> {
  for (let waited = 0; waited < START_MS_MAX; waited += POLL_MS) {
    const response = await fetch(`${base}/api/health`).catch(() => null);
    if (response?.ok === true) return;
    await sleep(POLL_MS);
  }
  throw new Error(`${base} does not start.`);
}

/** Creates the centres, and a counter with a token who may count in all of them. */
export async function createWriterToken(
  databaseUrl: string,
  centreIds: readonly string[],
): Promise<string> {
  const token = `cf_${randomBytes(32).toString("base64url")}`;
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
       SELECT id, 'Centre ' || id, 'EUR', 'Europe/Madrid', '05:00' FROM unnest($1::text[]) AS id`,
      [centreIds],
    );
    const id = randomUUID();
    await client.query(`INSERT INTO "user" (id, email, name) VALUES ($1, $2, 'Chaos')`, [
      id,
      `chaos-${id}@example.test`,
    ]);
    await client.query(`INSERT INTO membership VALUES ($1, '*', 'counter')`, [id]);
    await client.query(
      `INSERT INTO api_token (id, user_id, name, token_hash, permissions)
       VALUES (gen_random_uuid(), $1, 'chaos', $2, '{till-count:record}')`,
      [id, hashToken(token)],
    );
  });
  return token;
}
