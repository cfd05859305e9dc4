import "server-only";

/**
 * Replaces the credentials of Cashrec. New ones are tried first, and replace the old ones when
 * Cashrec accepts them, or when that is not asked for. Every instance uses them from its next
 * request on.
 */
import type { ChangeCredentials } from "@/lib/contracts/cashrec-credentials";
import type { Scope } from "@/lib/domain/permission";
import { AppError } from "../app-error";
import { appendAudit } from "../audit/append";
import { inTransaction, type Sql, sql } from "../db/sql";
import { env } from "../env";
import { CashrecClient } from "./client";
import { findBlock } from "./credentials-status";
import { isCashrecFailure } from "./failure";
import { ENTERED_RUNTIME, LIMITS } from "./limits";
import { findMapInForce } from "./map-in-force";
import { type LiveCredentials, openCredentials, sealCredentials } from "./open-credentials";
import { requireEncryption } from "./transport";

type Connects = Scope<"cashrec:connect">;
type Stored = { version: number; sealed: string | null; host: string | null };
type Field = keyof LiveCredentials;

const SECRETS = ["username", "password", "clientSecret"] as const satisfies readonly Field[];
const USUAL_CLIENT_ID = "wf_wap_tp";

export async function changeCredentials(
  { actorId }: Connects,
  input: ChangeCredentials,
): Promise<{ version: number; isChecked: boolean }> {
  await refuseBlocked();
  const before = await readStored(sql);
  refuseOther(before, input.version);
  const credentials = complete(input, before);
  const isChecked = await isAccepted(credentials, input);
  const { host } = new URL(credentials.apiUrl);
  const version = input.version + 1;
  await inTransaction(async ({ sql: run }) => {
    await run("LOCK TABLE cashrec_credentials IN SHARE ROW EXCLUSIVE MODE");
    refuseOther(await readStored(run), input.version);
    await run(
      `INSERT INTO cashrec_credentials (version, sealed, host, checked_at, set_by_id, set_at)
       VALUES ($1::int, $2, $3, CASE WHEN $4::boolean THEN now() END, $5::uuid, now())
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, sealed = excluded.sealed,
         host = excluded.host, checked_at = excluded.checked_at,
         set_by_id = excluded.set_by_id, set_at = excluded.set_at`,
      [version, sealCredentials(credentials), host, isChecked, actorId],
    );
    await appendAudit(run, {
      actorId,
      action: "credentials.changed",
      before: { host: before.host, version: before.version },
      after: { host, version, checked: isChecked },
    });
  });
  return { version, isChecked };
}

/** Without them, the connection is that of the environment, or none. */
export async function removeCredentials(
  { actorId }: Connects,
  { version }: { version: number },
): Promise<void> {
  await inTransaction(async ({ sql: run }) => {
    await run("LOCK TABLE cashrec_credentials IN SHARE ROW EXCLUSIVE MODE");
    const before = await readStored(run);
    refuseOther(before, version);
    if (before.sealed === null) throw new AppError("NOT_FOUND", "No credentials are stored.");
    await run(
      `UPDATE cashrec_credentials SET version = version + 1, sealed = NULL, host = NULL,
              checked_at = NULL, set_by_id = $1::uuid, set_at = now()`,
      [actorId],
    );
    await appendAudit(run, {
      actorId,
      action: "credentials.removed",
      before: { host: before.host, version },
      after: { version: version + 1 },
    });
  });
}

async function refuseBlocked(): Promise<void> {
  const block = await findBlock(sql);
  if (block === null) return;
  const message =
    block === "sandbox"
      ? "The cash sheets here are the sandbox's. Start with an empty database to connect Cashrec."
      : "Set NEXTAUTH_URL to an https:// address first: credentials are not sent readable.";
  throw new AppError("REFUSED", message, { reason: `credentials-${block}` });
}

async function readStored(run: Sql): Promise<Stored> {
  const [row] = await run<Stored>("SELECT version, sealed, host FROM cashrec_credentials");
  return row ?? { version: 0, sealed: null, host: null };
}

function refuseOther(stored: Stored, version: number): void {
  if (stored.version === version) return;
  const message = "Somebody else has changed the credentials meanwhile. Look again.";
  throw new AppError("CONFLICT", message, { current: stored.version });
}

/**
 * What was not given is retained. Another address would be sent what it must not know, so that it
 * needs all secrets again.
 */
function complete(input: ChangeCredentials, { sealed }: Stored): LiveCredentials {
  const retained = sealed === null ? null : openCredentials(sealed);
  const given = (name: Field) => input[name] ?? retained?.[name] ?? null;
  const isElsewhere =
    retained !== null &&
    (isMoved(input, retained, "apiUrl") || isMoved(input, retained, "tokenUrl"));
  const needed: readonly Field[] =
    retained === null ? ["apiUrl", "tokenUrl", ...SECRETS] : isElsewhere ? SECRETS : [];
  const missing = needed.filter((name) => input[name] === null);
  if (missing.length > 0) {
    const message = isElsewhere
      ? "Another address needs the user, the password and the client secret again."
      : "Enter both addresses, the user, the password and the client secret.";
    const errors = missing.map((path) => ({ path, message }));
    throw new AppError("INVALID", message, { errors });
  }
  const credentials = {
    apiUrl: given("apiUrl") ?? "",
    tokenUrl: given("tokenUrl") ?? "",
    username: given("username") ?? "",
    password: given("password") ?? "",
    clientId: given("clientId") ?? USUAL_CLIENT_ID,
    clientSecret: given("clientSecret") ?? "",
  };
  requireEncryption(credentials.apiUrl);
  requireEncryption(credentials.tokenUrl);
  return credentials;
}

function isMoved(
  input: ChangeCredentials,
  retained: LiveCredentials,
  name: "apiUrl" | "tokenUrl",
): boolean {
  return input[name] !== null && new URL(input[name]).origin !== new URL(retained[name]).origin;
}

/** The first attempt decides: an account is locked by too many. */
async function isAccepted(
  credentials: LiveCredentials,
  { probe, storeUnchecked }: ChangeCredentials,
): Promise<boolean> {
  const { centreId, businessDate } = probe;
  const attemptMsMax = env().cashrecTimeoutSeconds * 1_000;
  const limits = { ...LIMITS, attemptsMax: 1, attemptMsMax };
  const connection = { ...credentials, kind: "live" as const };
  const client = new CashrecClient(connection, await findMapInForce(), ENTERED_RUNTIME, limits);
  try {
    await client.fetchText({ centreIds: [centreId], from: businessDate, to: businessDate });
    return true;
  } catch (error) {
    if (isCashrecFailure(error) && storeUnchecked) return false;
    throw error;
  }
}
