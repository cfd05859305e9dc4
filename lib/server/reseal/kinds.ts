import "server-only";

/**
 * Everything that the database has sealed for longer than a day: where it is, and what opens it.
 * Whoever seals a new kind of value lists it here, or it is lost with the next change of the
 * secret.
 */
import { totpKeyring } from "../auth/totp";
import { credentialsKeyring } from "../cashrec/open-credentials";
import type { Sql } from "../db/sql";
import { PUSH_SETTING, pushKeyring } from "../push/keys";
import type { Keyring } from "../seal";
import { webhookKeyring } from "../webhooks/secret";

export const SEALED_KINDS = [
  "authenticator-apps",
  "webhook-secrets",
  "previous-webhook-secrets",
  "push-keys",
  "cashrec-credentials",
] as const;
export type SealedKindName = (typeof SEALED_KINDS)[number];

export type SealedRow = { id: string; sealed: string };

export type SealedKind = {
  /** The next rows after this id, in the order of their ids. */
  read: (sql: Sql, after: string, rowsMax: number) => Promise<SealedRow[]>;
  /** Returns no row when somebody has stored another value meanwhile. */
  replace: (sql: Sql, row: SealedRow, renewed: string) => Promise<unknown[]>;
  keyringOf: (id: string) => Keyring;
};

const CREDENTIALS_ID = "1";

export const SEALED: Readonly<Record<SealedKindName, SealedKind>> = {
  "authenticator-apps": {
    read: (sql, after, rowsMax) =>
      sql<SealedRow>(
        `SELECT user_id::text AS id, sealed_secret AS sealed FROM totp_factor
          WHERE user_id::text > $1 ORDER BY user_id::text LIMIT $2::int`,
        [after, rowsMax],
      ),
    replace: (sql, { id, sealed }, renewed) =>
      sql(
        `UPDATE totp_factor SET sealed_secret = $3
          WHERE user_id = $1::uuid AND sealed_secret = $2 RETURNING user_id`,
        [id, sealed, renewed],
      ),
    keyringOf: totpKeyring,
  },
  "webhook-secrets": {
    read: (sql, after, rowsMax) =>
      sql<SealedRow>(
        `SELECT id::text AS id, secret AS sealed FROM webhook
          WHERE id::text > $1 ORDER BY id::text LIMIT $2::int`,
        [after, rowsMax],
      ),
    replace: (sql, { id, sealed }, renewed) =>
      sql("UPDATE webhook SET secret = $3 WHERE id = $1::uuid AND secret = $2 RETURNING id", [
        id,
        sealed,
        renewed,
      ]),
    keyringOf: webhookKeyring,
  },
  "previous-webhook-secrets": {
    // One that signs nothing any more is not needed.
    read: (sql, after, rowsMax) =>
      sql<SealedRow>(
        `SELECT id::text AS id, previous_secret AS sealed FROM webhook
          WHERE previous_secret IS NOT NULL AND previous_until > now() AND id::text > $1
          ORDER BY id::text LIMIT $2::int`,
        [after, rowsMax],
      ),
    replace: (sql, { id, sealed }, renewed) =>
      sql(
        `UPDATE webhook SET previous_secret = $3
          WHERE id = $1::uuid AND previous_secret = $2 RETURNING id`,
        [id, sealed, renewed],
      ),
    keyringOf: webhookKeyring,
  },
  "push-keys": {
    read: (sql, after) =>
      sql<SealedRow>(
        `SELECT name AS id, value ->> 'privateKey' AS sealed FROM setting
          WHERE name = $1 AND name > $2 AND value ->> 'privateKey' IS NOT NULL`,
        [PUSH_SETTING, after],
      ),
    replace: (sql, { id, sealed }, renewed) =>
      sql(
        `UPDATE setting SET value = jsonb_set(value, '{privateKey}', to_jsonb($3::text))
          WHERE name = $1 AND value ->> 'privateKey' = $2 RETURNING name`,
        [id, sealed, renewed],
      ),
    keyringOf: pushKeyring,
  },
  "cashrec-credentials": {
    read: (sql, after) =>
      sql<SealedRow>(
        `SELECT $1::text AS id, sealed FROM cashrec_credentials
          WHERE sealed IS NOT NULL AND $1::text > $2::text`,
        [CREDENTIALS_ID, after],
      ),
    replace: (sql, { sealed }, renewed) =>
      sql("UPDATE cashrec_credentials SET sealed = $2 WHERE sealed = $1 RETURNING version", [
        sealed,
        renewed,
      ]),
    keyringOf: credentialsKeyring,
  },
};
