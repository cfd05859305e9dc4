import "server-only";

/**
 * Words for what goes wrong between this process and its database: it can't be reached, it is busy,
 * its disk is full, or a connection ended while it committed, so that nobody knows the outcome.
 */
import { AppError } from "../app-error";
import { storageFull } from "../free-disk";

/** PostgreSQL and the file system report these codes for a full disk. */
const DISK_FULL = /^(53100|ENOSPC|EDQUOT)$/;
/** A lock or a statement took too long, there was a deadlock, or the server is out of memory. */
const BUSY = /^(55P03|57014|40P01|40001|53[234]\d\d)$/;
/** A standby, or a server that was set to read alone, refuses every change. */
export const READ_ONLY = "25006";
/** The server ended the connection, or can't be reached; the rest are codes of Prisma. */
const UNREACHABLE = new RegExp(
  "^(57P0[1-5]|08\\w{3}|25P0[34]|28\\w{3}|3D000|ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|" +
    "ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|P100[0-38]|P1017)$",
);
/** `pg` reports these without a code. */
const BROKEN = new RegExp(
  "^(Connection terminated|Client has encountered a connection|Client was closed|timeout e|" +
    "Query read t)",
);
/** PgBouncer has no session for another transaction, or no room for another client. */
const POOLER_BUSY = /^(query_wait_timeout|no more connections allowed)/;
const DEPTH_MAX = 5;
/** The code of a connection that this process ended, because no result came. */
export const CONNECTION_SILENT = "08006";

const BUSY_RETRY_SECONDS = 2;
const ABSENT_RETRY_SECONDS = 5;

/** Returns null for what has nothing to do with the state of the database. */
export function toDatabaseError(error: unknown): AppError | null {
  const codes = listCodes(error);
  if (codes.some((code) => DISK_FULL.test(code))) return storageFull();
  if (codes.some((code) => BUSY.test(code)) || isPoolerBusy(error)) return databaseBusy();
  if (codes.includes(READ_ONLY)) return databaseReadOnly();
  return isConnectionLost(error) ? databaseUnavailable() : null;
}

function isPoolerBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return POOLER_BUSY.test(error.message) || isPoolerBusy(error.cause);
}

/** The connection ended before there was a result, or there was none. */
export function isConnectionLost(error: unknown): boolean {
  if (listCodes(error).some((code) => UNREACHABLE.test(code))) return true;
  return error instanceof Error && (BROKEN.test(error.message) || isConnectionLost(error.cause));
}

export function databaseBusy(): AppError {
  return new AppError(
    "DATABASE_BUSY",
    "The database is busy: something else has locked what this takes, too many are waiting, or it " +
      "was asked for too much at once. Nothing was stored. Try again in a moment, and ask for " +
      "fewer days or centres if it is still busy then.",
    { retryAfter: BUSY_RETRY_SECONDS },
  );
}

export function databaseUnavailable(): AppError {
  return new AppError(
    "DATABASE_UNAVAILABLE",
    "The database can't be reached. Try again in a moment; a change that is sent again with the " +
      "same Idempotency-Key is stored once.",
    { retryAfter: ABSENT_RETRY_SECONDS },
  );
}

function databaseReadOnly(): AppError {
  return new AppError(
    "DATABASE_READ_ONLY",
    "The database takes no changes now: it is a standby, or was set to read only, as some " +
      "providers do when its disk is full. Nothing was stored. Everything can still be read.",
    { retryAfter: ABSENT_RETRY_SECONDS },
  );
}

/** The database may have committed, and its response was lost. */
export function outcomeUnknown(cause: unknown): AppError {
  const error = new AppError(
    "OUTCOME_UNKNOWN",
    "The connection to the database ended while the change was being stored, so that nobody " +
      "knows whether it was. Send the same request again with the same Idempotency-Key: it is " +
      "stored once. Without a key, look first whether it is there.",
    { retryAfter: 1 },
  );
  return Object.assign(error, { cause });
}

/** All codes of an error and its causes, because Prisma wraps what the driver reports. */
export function listCodes(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > DEPTH_MAX) return [];
  const own = [
    "code" in error ? error.code : null,
    "originalCode" in error ? error.originalCode : null,
  ].filter((code) => typeof code === "string");
  const inner = [
    "cause" in error ? error.cause : null,
    "meta" in error ? error.meta : null,
    "driverAdapterError" in error ? error.driverAdapterError : null,
  ];
  return [...own, ...inner.flatMap((one) => listCodes(one, depth + 1))];
}
