import "server-only";

/**
 * The key pair by which push services know this installation (VAPID, RFC 8292). It is made once,
 * and its private half is sealed with a key made of the server's secret.
 */
import { hkdfSync } from "node:crypto";
import webPush from "web-push";
import { inTransaction, sql, type Sql } from "../db/sql";
import { env } from "../env";
import { seal, unseal } from "../seal";

const SETTING = "push.keys";

export type PushKeys = { publicKey: string; privateKey: string };

export async function getPushKeys(): Promise<PushKeys> {
  return (await findPushKeys(sql)) ?? inTransaction((tx) => makePushKeys(tx.sql));
}

/**
 * With another secret of the server the stored key can't be opened. Subscriptions belong to a key,
 * so that they go with it.
 */
async function makePushKeys(run: Sql): Promise<PushKeys> {
  await run("SELECT pg_advisory_xact_lock(hashtextextended('push keys', 0))::text");
  const existing = await findPushKeys(run);
  if (existing !== null) return existing;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const value = { publicKey, privateKey: seal(privateKey, sealingKey()) };
  await run("DELETE FROM push_device");
  await run(
    `INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    [SETTING, JSON.stringify(value)],
  );
  return { publicKey, privateKey };
}

async function findPushKeys(run: Sql): Promise<PushKeys | null> {
  const [row] = await run<{ publicKey: string | null; sealed: string | null }>(
    `SELECT value ->> 'publicKey' AS "publicKey", value ->> 'privateKey' AS sealed
       FROM setting WHERE name = $1`,
    [SETTING],
  );
  if (row === undefined || row.publicKey === null || row.sealed === null) return null;
  const privateKey = unseal(row.sealed, sealingKey());
  return privateKey === null ? null : { publicKey: row.publicKey, privateKey };
}

function sealingKey(): Buffer {
  return Buffer.from(hkdfSync("sha256", env().secret, SETTING, "push keys", 32));
}
