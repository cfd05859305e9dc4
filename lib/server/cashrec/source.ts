import "server-only";

/**
 * Decides where the cash sheets of this installation come from: the real Cashrec or the sandbox.
 * The first sheets to be stored decide it, and the database remembers it, so that a start without
 * its variables never mixes invented sheets into a real record, nor the other way round.
 */
import { AppError } from "../app-error";
import { prepared, sql } from "../db/sql";
import { env } from "../env";
import { CASHREC_NEEDED } from "../env-cashrec";
import { type LiveCredentials, openCredentials } from "./open-credentials";

export type Source = "live" | "sandbox";
/** "unconfigured" means that the record is Cashrec's, and no variable says how to reach Cashrec. */
export type ConnectionKind = Source | "unconfigured";

const SETTING = "installation.source";

/**
 * The environment is not enough: without variables and stored credentials a fresh installation has
 * the sandbox. Credentials that can't be opened never lead there.
 */
export async function connectionKind(): Promise<ConnectionKind> {
  return (await findConnection()).kind;
}

export type FoundConnection =
  | { kind: "live"; credentials: LiveCredentials; isEntered: boolean; key: string }
  | { kind: "sandbox" | "unconfigured"; credentials: null; key: string };

type StoredConnection = { source: string | null; sealed: string | null; version: number | null };

/** The key differs whenever another connection has to be made. */
export async function findConnection(): Promise<FoundConnection> {
  const { cashrec: chosen } = env();
  if (chosen.kind === "live") {
    const key = JSON.stringify(chosen);
    return { kind: "live", credentials: chosen, isEntered: false, key };
  }
  const [row] = await prepared<StoredConnection>(
    `SELECT (SELECT value #>> '{}' FROM setting WHERE name = $1) AS source,
            (SELECT sealed FROM cashrec_credentials) AS sealed,
            (SELECT version FROM cashrec_credentials) AS version`,
    [SETTING],
  );
  const { source = null, sealed = null, version = null } = row ?? {};
  const key = JSON.stringify([sealed, version]);
  if (sealed === null) {
    return { kind: source === "live" ? "unconfigured" : "sandbox", credentials: null, key };
  }
  const credentials = openCredentials(sealed);
  if (credentials === null) return { kind: "unconfigured", credentials: null, key };
  return { kind: "live", credentials, isEntered: true, key };
}

/** Returns null before the first sheets are stored. */
export async function findSource(): Promise<Source | null> {
  const [row] = await sql<{ source: string | null }>(
    "SELECT value #>> '{}' AS source FROM setting WHERE name = $1",
    [SETTING],
  );
  return row?.source === "live" || row?.source === "sandbox" ? row.source : null;
}

/** It is called before sheets are stored, and throws when the stored ones have another source. */
export async function claimSource(source: ConnectionKind): Promise<void> {
  if (source === "unconfigured") throw notConfigured();
  await sql(
    `INSERT INTO setting (name, value) VALUES ($1, to_jsonb($2::text)) ON CONFLICT DO NOTHING`,
    [SETTING, source],
  );
  const recorded = await findSource();
  if (recorded === source) return;
  throw new AppError("REFUSED", recorded === "live" ? RECORD_IS_LIVE : RECORD_IS_SANDBOX, {
    reason: "cashrec-mixed",
  });
}

export const RECORD_IS_SANDBOX =
  "Cashrec is configured, and the sheets in this database come from the sandbox. " +
  "Set DATA_DIR or DATABASE_URL to an empty one, or leave the CASHREC variables away.";
const RECORD_IS_LIVE =
  "The sheets in this database come from Cashrec, and none of the sandbox are stored beside them.";

export function notConfigured(): AppError {
  return new AppError(
    "REFUSED",
    "The cash sheets here come from Cashrec, and this server was started without its connection. " +
      "Nothing is read until an administrator sets the credentials on the page Connection, or " +
      `${CASHREC_NEEDED.join(", ")} are set and it is started again.`,
    { reason: "cashrec-unconfigured" },
  );
}
