import "server-only";

/**
 * The key pair by which push services know this installation (VAPID, RFC 8292). It is made once,
 * and its private half is sealed with a key made of the server's secret.
 */
import webPush from "web-push";
import { AppError } from "../app-error";
import { inTransaction, sql, type Sql } from "../db/sql";
import { env } from "../env";
import { deriveKey, type Keyring, seal, unseal } from "../seal";

export const PUSH_SETTING = "push.keys";

export type PushKeys = { publicKey: string; privateKey: string };

/**
 * Throws when they are stored and can't be opened. Subscriptions belong to a key, so that new ones
 * would take every device away, and a secret that was set by mistake is corrected.
 */
export async function getPushKeys(): Promise<PushKeys> {
  return (await findPushKeys(sql)) ?? inTransaction((tx) => makePushKeys(tx.sql));
}

async function makePushKeys(run: Sql): Promise<PushKeys> {
  await run("SELECT pg_advisory_xact_lock(hashtextextended('push keys', 0))::text");
  const existing = await findPushKeys(run);
  if (existing !== null) return existing;
  const { publicKey, privateKey } = webPush.generateVAPIDKeys();
  const value = { publicKey, privateKey: seal(privateKey, pushKeyring()) };
  await run("INSERT INTO setting (name, value) VALUES ($1, $2::jsonb)", [
    PUSH_SETTING,
    JSON.stringify(value),
  ]);
  return { publicKey, privateKey };
}

async function findPushKeys(run: Sql): Promise<PushKeys | null> {
  const [row] = await run<{ publicKey: string | null; sealed: string | null }>(
    `SELECT value ->> 'publicKey' AS "publicKey", value ->> 'privateKey' AS sealed
       FROM setting WHERE name = $1`,
    [PUSH_SETTING],
  );
  if (row === undefined || row.publicKey === null || row.sealed === null) return null;
  const opened = unseal(row.sealed, pushKeyring());
  if (opened !== null) return { publicKey: row.publicKey, privateKey: opened.text };
  throw new AppError(
    "REFUSED",
    "Devices can't be notified: the keys were sealed with another secret of the server. " +
      "Whoever operates it reads what to do in its log.",
    { reason: "push-keys-sealed" },
  );
}

export function pushKeyring(): Keyring {
  return {
    secrets: env().secrets,
    derive: (secret) => deriveKey(secret, { salt: PUSH_SETTING, info: "push keys" }),
  };
}
