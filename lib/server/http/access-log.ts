import "server-only";

/**
 * Writes a line for each request that was served: what was asked of which route, by which account,
 * with what result and how fast. It has no address, query, name or value of a path. Lines are
 * written together several times a second, so that no request waits for the disk.
 */
import pino, { type Logger } from "pino";
import { env } from "../env";
import { PROBES } from "./host";

export type Access = {
  requestId: string;
  method: string;
  /** Its template. */
  route: string;
  status: number;
  ms: number;
  /** As sent on the connection, with the headers. */
  bytes: number;
  account: string | null;
  /** The client went before it had the response. */
  isAborted: boolean;
};

export type LogAccess = (access: Access) => void;

const BUFFER_BYTES = 8 * 1024;
const FLUSH_MS = 200;

/** Returns null where no access log is wanted: a person reads a terminal, and no program. */
export function createAccessLog(): LogAccess | null {
  const isWanted = env().observing.accessLog ?? !process.stdout.isTTY;
  if (!isWanted) return null;
  const destination = pino.destination({
    dest: 1,
    sync: false,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_MS,
  });
  const logger = pino(destination);
  return (access) => writeAccess(logger, access);
}

export function writeAccess(logger: Logger, access: Access): void {
  const { account, isAborted, ...line } = access;
  if (PROBES.includes(access.route) && access.status < 300) return;
  logger.info(
    {
      ...line,
      ...(account === null ? {} : { account }),
      ...(isAborted ? { aborted: true } : {}),
    },
    "request",
  );
}
