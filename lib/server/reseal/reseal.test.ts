/** Tests that secrets of the server are replaced without losing what they have sealed. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { formatUnreadable } from "@/scripts/start/reseal-text";
import { type MadeUser, makeUser, scopeFor } from "@/lib/testing/arrange";
import { sources } from "@/lib/testing/source-tree";
import { asOwner, testDatabase, watchRows } from "@/lib/testing/database";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { openResponse, sealResponse } from "../api/idempotency-seal";
import { readKnownDevice, writeKnownDevice } from "../auth/known-device";
import { readSession } from "../auth/session";
import { createTotpSecret, sealTotpSecret } from "../auth/totp";
import { openCredentials, sealCredentials } from "../cashrec/open-credentials";
import { checkpointPublicKey } from "../checkpoints/signing-key";
import { sql } from "../db/sql";
import { getPushKeys } from "../push/keys";
import { unseal } from "../seal";
import { createWebhook, rotateSecret } from "../webhooks/commands";
import { SEALED, SEALED_KINDS } from "./kinds";
import { forgetPushKeys, resealSecrets } from "./reseal";

const SECRETS = ["a", "b", "c", "d"].map((letter) => letter.repeat(40));
const APPS = 5;
const DATA_DIR = makeTemporaryFolder("reseal");
const CREDENTIALS = {
  apiUrl: "https://cashrec.example.test",
  tokenUrl: "https://login.example.test",
  username: "reader",
  password: "pass of Cashrec",
  clientId: "client",
  clientSecret: "client's own",
};
let ada: MadeUser;

function use(secret: number, previous: number | null): void {
  vi.stubEnv("NEXTAUTH_SECRET", SECRETS[secret]);
  vi.stubEnv("NEXTAUTH_SECRET_PREVIOUS", previous === null ? "" : SECRETS[previous]);
}

/** Everything that is stored, as text; null where nothing opens it. */
async function openAll(): Promise<Record<string, (string | null)[]>> {
  const opened: Record<string, (string | null)[]> = {};
  for (const kind of SEALED_KINDS) {
    const rows = await SEALED[kind].read(sql, "", 100);
    opened[kind] = rows.map(
      ({ id, sealed }) => unseal(sealed, SEALED[kind].keyringOf(id))?.text ?? null,
    );
  }
  return opened;
}

const results = (field: "resealed" | "unreadable" | "values", values: number[]) =>
  SEALED_KINDS.map((kind, at) => expect.objectContaining({ kind, [field]: values[at] }) as object);

beforeAll(async () => {
  vi.stubEnv("DATA_DIR", DATA_DIR);
  await testDatabase();
  use(0, null);
  ada = await makeUser({ name: "Ada" });
  for (let made = 0; made < APPS; made += 1) {
    const { id } = await makeUser();
    await sql("INSERT INTO totp_factor (user_id, sealed_secret) VALUES ($1::uuid, $2)", [
      id,
      sealTotpSecret(id, createTotpSecret()),
    ]);
  }
  const administers = scopeFor("webhook:administer", null, ada);
  const fields = { events: [], onlyCentres: [], nodeId: null, url: "https://hooks.example.test" };
  await createWebhook(administers, { ...fields, name: "One" });
  const { id: webhookId } = await createWebhook(administers, { ...fields, name: "Two" });
  await rotateSecret(administers, { webhookId });
  await getPushKeys();
  await sql(
    `INSERT INTO push_device (id, user_id, session_version, endpoint, p256dh, auth, agent, language)
     VALUES ($1::uuid, $2::uuid, 1, 'https://push.example.test', 'k', 'a', 'Phone', 'en')`,
    [randomUUID(), ada.id],
  );
  await sql(
    `INSERT INTO cashrec_credentials (version, sealed, host, set_by_id)
     VALUES (1, $1, 'cashrec.example.test', $2::uuid)`,
    [sealCredentials(CREDENTIALS), ada.id],
  );
  await watchRows();
});
afterEach(() => {
  vi.stubEnv("CREDENTIALS_KEY", "");
  vi.stubEnv("CREDENTIALS_KEY_PREVIOUS", "");
});

test("with another secret everything opens, and is sealed again with it alone", async () => {
  use(0, null);
  const before = await openAll();
  expect(Object.values(before).flat()).not.toContain(null);
  const repeated = sealResponse("shown once", "key of the client");
  const witnessed = checkpointPublicKey();
  use(1, 0);
  expect(await openAll()).toEqual(before);
  expect(openResponse(repeated, "key of the client")).toBe("shown once");
  expect(await resealSecrets(2)).toEqual(results("resealed", [APPS, 2, 1, 1, 1]));
  expect(await resealSecrets(2)).toEqual(results("resealed", [0, 0, 0, 0, 0]));
  use(1, null);
  expect(await openAll()).toEqual(before);
  expect(checkpointPublicKey(), "witnesses know it").toBe(witnessed);
  use(0, null);
  expect(Object.values(await openAll()).flat()).toEqual(
    Array.from({ length: APPS + 5 }, () => null),
  );
  const entries = await sql<{ action: string; values: number }>(
    `SELECT action, sum((after ->> 'values')::int)::int AS values FROM audit_entry
      WHERE action LIKE 'secrets.%' OR action LIKE 'database.%' GROUP BY action`,
  );
  expect(entries).toEqual([{ action: "secrets.resealed", values: APPS + 5 }]);
});

test("a secret that was replaced signs in nobody, and vouches for no browser", async () => {
  use(1, null);
  const claims = { sub: ada.id, sessionId: randomUUID(), version: 1, signedInAt: 1 };
  const cookie = await encode({ token: claims, secret: SECRETS[1] ?? "" });
  const account = { email: ada.email, version: 1 };
  const known = /known=([^;]+)/.exec(writeKnownDevice(account))?.[1];
  expect(await readSession(cookie)).toMatchObject({ sub: ada.id });
  expect(readKnownDevice(known, account)).not.toBeNull();
  use(2, 1);
  expect(await readSession(cookie)).toBeNull();
  expect(readKnownDevice(known, account)).toBeNull();
});

test("it ends halfway and runs again, and two instances at once seal each value once", async () => {
  use(1, null);
  const before = await openAll();
  use(2, 1);
  const [last] = await sql<{ id: string }>(
    "SELECT user_id::text AS id FROM totp_factor ORDER BY 1 DESC LIMIT 1",
  );
  await asOwner("BEGIN");
  await asOwner("SELECT FROM totp_factor WHERE user_id = $1::uuid FOR UPDATE", [last?.id]);
  const broken = expect(resealSecrets(1)).rejects.toThrow();
  await vi.waitFor(async () => {
    const ended = await sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE totp_factor%'
          AND datname = current_database()`,
    );
    expect(ended).toHaveLength(1);
  });
  await broken;
  await asOwner("ROLLBACK");
  expect(await openAll()).toEqual(before);
  const both = await Promise.all([resealSecrets(1), resealSecrets(1)]);
  const sum = SEALED_KINDS.map((_, at) =>
    both.reduce((all, one) => all + (one[at]?.resealed ?? 0), 0),
  );
  expect(sum).toEqual([1, 2, 1, 1, 1]);
  use(2, null);
  expect(await openAll()).toEqual(before);
});

test("credentials get a key of their own, and lose none of it when that is replaced", async () => {
  use(2, null);
  for (const [key, previous] of [
    [0, null],
    [1, 0],
  ] as const) {
    vi.stubEnv("CREDENTIALS_KEY", SECRETS[key]);
    vi.stubEnv("CREDENTIALS_KEY_PREVIOUS", previous === null ? "" : SECRETS[previous]);
    expect(await resealSecrets()).toEqual(results("resealed", [0, 0, 0, 0, 1]));
  }
  vi.stubEnv("CREDENTIALS_KEY_PREVIOUS", "");
  const [row] = await SEALED["cashrec-credentials"].read(sql, "", 1);
  expect(openCredentials(row?.sealed ?? "")).toEqual(CREDENTIALS);
});

test("a wrong secret changes nothing, and says what can't be opened and what to do", async () => {
  const stored = () =>
    sql(
      `SELECT (SELECT json_agg(t ORDER BY t.user_id)::text FROM totp_factor t) AS totp,
              (SELECT json_agg(w ORDER BY w.id)::text FROM webhook w) AS webhook,
              (SELECT json_agg(s)::text FROM setting s WHERE name = 'push.keys') AS push,
              (SELECT json_agg(c)::text FROM cashrec_credentials c) AS credentials,
              (SELECT count(*)::int FROM push_device) AS devices,
              (SELECT count(*)::int FROM audit_entry) AS entries`,
    );
  const before = await stored();
  use(3, null);
  const wrong = await resealSecrets();
  expect(wrong).toEqual(results("unreadable", [APPS, 2, 1, 1, 1]));
  await expect(getPushKeys()).rejects.toThrow("sealed with another secret");
  expect(await stored()).toEqual(before);
  const text = formatUnreadable(wrong).join("\n");
  for (const part of ["NEXTAUTH_SECRET_PREVIOUS", ...SEALED_KINDS]) expect(text).toContain(part);
  expect(text).not.toMatch(/aaaa|bbbb|cccc|dddd|v1\./);
});

test("keys for devices that nothing opens are forgotten on request, and made again", async () => {
  use(2, null);
  expect(await forgetPushKeys(), "they can be opened").toBeNull();
  use(3, null);
  expect(await forgetPushKeys()).toBe(1);
  const { publicKey } = await getPushKeys();
  expect((await getPushKeys()).publicKey).toBe(publicKey);
  expect(await sql("SELECT FROM audit_entry WHERE action LIKE 'database.%'")).toEqual([]);
});

test("whatever is sealed is sealed again, but for responses that last a day", () => {
  const sealing = sources.filter(
    ({ text, isTest }) => !isTest && /import \{[^}]*\bseal\b[^}]*\} from "[./]*\/seal";/.test(text),
  );
  expect(sealing.map(({ path }) => path)).toEqual([
    "lib/server/api/idempotency-seal.ts",
    "lib/server/auth/totp.ts",
    "lib/server/cashrec/open-credentials.ts",
    "lib/server/push/keys.ts",
    "lib/server/reseal/reseal.ts",
    "lib/server/webhooks/secret.ts",
  ]);
});
