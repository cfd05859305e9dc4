import "server-only";

/**
 * Seals everything again that another secret or an earlier algorithm has sealed. It runs at every
 * start, in small transactions: one that was killed halfway, and another instance that does the
 * same, lose nothing, because a value is replaced by the same text under the newest key, and only
 * while it is what was read.
 */
import { appendAudit } from "../audit/append";
import { withOrigin } from "../audit/origin";
import { inTransaction, type Sql } from "../db/sql";
import { log } from "../log";
import { PUSH_SETTING, pushKeyring } from "../push/keys";
import { seal, unseal } from "../seal";
import {
  SEALED,
  SEALED_KINDS,
  type SealedKind,
  type SealedKindName,
  type SealedRow,
} from "./kinds";

const ROWS_AT_ONCE = 200;

export type Resealed = {
  kind: SealedKindName;
  /** How many values there are, how many of them were sealed again, and how many nothing opens. */
  values: number;
  resealed: number;
  unreadable: number;
};

export async function resealSecrets(rowsAtOnce = ROWS_AT_ONCE): Promise<Resealed[]> {
  const results: Resealed[] = [];
  for (const kind of SEALED_KINDS) results.push(await resealKind(kind, rowsAtOnce));
  return results;
}

async function resealKind(kind: SealedKindName, rowsAtOnce: number): Promise<Resealed> {
  const total: Resealed = { kind, values: 0, resealed: 0, unreadable: 0 };
  let after = "";
  for (;;) {
    const from = after;
    const batch = await inTransaction((tx) =>
      resealBatch(tx.sql, { kind, after: from, rowsAtOnce }),
    );
    total.values += batch.values;
    total.resealed += batch.resealed;
    total.unreadable += batch.unreadable;
    if (batch.last === null) return total;
    after = batch.last;
  }
}

type Batch = { kind: SealedKindName; after: string; rowsAtOnce: number };

async function resealBatch(run: Sql, { kind, after, rowsAtOnce }: Batch) {
  const sealedKind = SEALED[kind];
  const rows = await sealedKind.read(run, after, rowsAtOnce);
  let resealed = 0;
  let unreadable = 0;
  for (const row of rows) {
    const outcome = await resealRow(run, sealedKind, row);
    if (outcome === "resealed") resealed += 1;
    if (outcome === "unreadable") unreadable += 1;
  }
  if (resealed > 0) {
    const noted = { kind, values: resealed };
    await appendAudit(run, { actorId: null, action: "secrets.resealed", after: noted });
  }
  return { values: rows.length, resealed, unreadable, last: rows.at(-1)?.id ?? null };
}

async function resealRow(
  run: Sql,
  kind: SealedKind,
  row: SealedRow,
): Promise<"current" | "resealed" | "unreadable"> {
  const keyring = kind.keyringOf(row.id);
  const opened = unseal(row.sealed, keyring);
  if (opened === null) return "unreadable";
  if (opened.isCurrent) return "current";
  const replaced = await kind.replace(run, row, seal(opened.text, keyring));
  return replaced.length > 0 ? "resealed" : "current";
}

/** Never throws: the server works without it, and the next start tries again. */
export async function resealAtStart(): Promise<void> {
  try {
    for (const { kind, resealed, unreadable } of await withOrigin("job", () => resealSecrets())) {
      if (resealed > 0) log().info({ kind, resealed }, "stored secrets were sealed again");
      if (unreadable > 0) log().error({ kind, unreadable, todo: REMEDIES[kind] }, UNREADABLE);
    }
  } catch (error) {
    log().error({ err: error }, "stored secrets can't be sealed again yet");
  }
}

export const UNREADABLE =
  "stored secrets can't be opened: NEXTAUTH_SECRET or CREDENTIALS_KEY is another one than theirs. " +
  "Nothing of them is changed. Set the earlier one as NEXTAUTH_SECRET_PREVIOUS or " +
  "CREDENTIALS_KEY_PREVIOUS, and start again";

/** What helps when the secret that has sealed them is lost for good. */
export const REMEDIES: Readonly<Record<SealedKindName, string>> = {
  "authenticator-apps":
    "if it is lost: people sign in with a recovery code or a passkey, or an administrator removes " +
    "their second factor, and they set up their app again",
  "webhook-secrets": "if it is lost: give each webhook a new secret on Settings, Webhooks",
  "previous-webhook-secrets": "if it is lost: they are not needed from the next day on",
  "push-keys":
    "if it is lost: npm run reseal -- --forget-push-keys, and people add their devices again",
  "cashrec-credentials": "if it is lost: enter the credentials again on Settings, Connection",
};

/** Makes room for new keys where nothing opens the old ones; returns how many devices are gone. */
export async function forgetPushKeys(): Promise<number | null> {
  return inTransaction(async ({ sql: run }) => {
    const [row] = await SEALED["push-keys"].read(run, "", 1);
    if (row === undefined || unseal(row.sealed, pushKeyring()) !== null) return null;
    const devices = await run("DELETE FROM push_device RETURNING id");
    await run("DELETE FROM setting WHERE name = $1", [PUSH_SETTING]);
    const noted = { kind: "push-keys", devices: devices.length };
    await appendAudit(run, { actorId: null, action: "secrets.forgotten", before: noted });
    return devices.length;
  });
}
