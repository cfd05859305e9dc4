/**
 * The server that DATABASE_URL names. It is made ready for a role of the application beside the
 * owner that DATABASE_OWNER_URL names; one role for everything works too, and is discouraged.
 */
import pg from "pg";
import type { Env } from "@/lib/server/env";
import { AUDITOR } from "./grants";
import { listMigrations, listMissingMigrations } from "./migrate";
import { describeError, print } from "../process/print";
import { createAuditor, ensureRole, findRole, hasRole } from "./roles";

const CONNECT_MS_MAX = 10_000;
const VERSION_MIN = 150_000;
/** PostgreSQL's code when the role may not do what it was asked to. */
const NOT_ALLOWED = "42501";
const WRONG_PASSWORD = "28P01";

type Named = Pick<Env, "databaseDirectUrl" | "databaseOwnerUrl">;

/** As the owner of the tables, at the server itself; empty where DATABASE_URL names none. */
export function ownerUrlOf({ databaseDirectUrl, databaseOwnerUrl }: Named): string {
  return databaseOwnerUrl === "" ? databaseDirectUrl : databaseOwnerUrl;
}

/** Without an owner of its own, a role that may not change tables needs them to be up to date. */
export async function prepareNamed(
  url: string,
  ownerUrl: string,
): Promise<{ mayMigrate: boolean }> {
  const variable = ownerUrl === url ? "DATABASE_URL" : "DATABASE_OWNER_URL";
  const mayMigrate = await connected(variable, ownerUrl, async (client) => {
    const missing = await listMissingMigrations(client);
    if (missing.length === listMigrations().length) await refuseEncoding(client);
    if (ownerUrl !== url) await prepareRoles(client, url);
    if (await mayCreate(client)) return true;
    if (missing.length === 0) return false;
    throw new Error(
      `its role may not apply the ${missing.length} migrations that it needs. ` +
        "Run `npm run migrate` with DATABASE_OWNER_URL, which names the owner of the tables",
    );
  });
  if (ownerUrl !== url) await connected("DATABASE_URL", url, () => Promise.resolve());
  else if (mayMigrate) print(`${ONE_ROLE}\n${statementsFor(url).join("\n")}`);
  return { mayMigrate };
}

/** Others count bytes for letters and don't know their capitals, or lack some; most lack "€". */
async function refuseEncoding(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(
    "SELECT current_setting('server_encoding') AS encoding",
  );
  const { encoding = "" } = rows[0] ?? {};
  if (encoding === "UTF8") return;
  throw new Error(
    `its encoding is ${encoding}, and has to be UTF8. Create it anew with ` +
      "CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0",
  );
}

/** Locks and messages of a session are lost behind a pooler that shares its sessions. */
export async function checkPooler(url: string, directUrl: string): Promise<void> {
  await connected("DATABASE_DIRECT_URL", directUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    // A pooler gives each client a number of its own.
    const { processID } = client as pg.Client & { processID: number | null };
    if (rows[0]?.pid === processID) return;
    throw new Error("it is behind a pooler, and has to be the server itself");
  });
  await connected("DATABASE_URL", url, () => Promise.resolve());
}

const ONE_ROLE =
  "The application connects as the owner of its tables, who may switch off what protects them. " +
  "Name this role in DATABASE_OWNER_URL, and another one in DATABASE_URL. Whoever may create roles " +
  "runs, before `npm run migrate`:";

/** The password is the one that DATABASE_URL has; nobody wants it in a log. */
function statementsFor(url: string): string[] {
  const { name } = findRole(url);
  return [`  CREATE ROLE ${name}_app LOGIN PASSWORD '…';`, `  CREATE ROLE ${AUDITOR};`];
}

async function prepareRoles(owner: pg.Client, url: string): Promise<void> {
  const app = findRole(url);
  if (await hasRole(owner, app.name)) {
    if (await isWrongPassword(url)) {
      await ensureRole(owner, app);
      print(`The role ${app.name} has the password of DATABASE_URL from now on.`);
    }
  } else {
    await unlessRefused(ensureRole(owner, app), () => {
      throw new Error(
        "it may not create the role of the application. Somebody who may has to run:\n" +
          `  CREATE ROLE ${pg.escapeIdentifier(app.name)} LOGIN PASSWORD '…';`,
      );
    });
    print(`Created the role ${app.name}, as which the application connects.`);
  }
  await unlessRefused(createAuditor(owner), () =>
    print(`There is no role for auditors: somebody may run CREATE ROLE ${AUDITOR};`),
  );
}

async function isWrongPassword(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined); // The attempt itself reports the error.
  try {
    await client.connect();
    return false;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === WRONG_PASSWORD;
  } finally {
    await client.end();
  }
}

async function unlessRefused(work: Promise<void>, otherwise: () => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== NOT_ALLOWED) throw error;
    otherwise();
  }
}

async function mayCreate(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ allowed: boolean }>(
    "SELECT has_schema_privilege('public', 'CREATE') AS allowed",
  );
  return rows[0]?.allowed === true;
}

async function connected<T>(
  variable: string,
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  client.on("error", () => undefined); // The attempt itself reports the error.
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    if ((rows[0]?.version ?? 0) < VERSION_MIN) {
      throw new Error("it is older than PostgreSQL 15");
    }
    return await work(client);
  } catch (error) {
    const { host } = new URL(url);
    const reason = findReason(error).replace(/\.$/, "");
    throw new Error(`${variable}: the database at ${host} can't be used: ${reason}.`, {
      cause: error,
    });
  } finally {
    await client.end();
  }
}

/** When a name has several addresses, the reasons of a refused connection are nested. */
function findReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(findReason).join(", ");
  return describeError(error);
}
