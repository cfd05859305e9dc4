import "server-only";

/**
 * Makes one HTTP exchange with bounds: it is encrypted unless it stays on this machine, follows no
 * redirect, has a time limit and a size limit, and accepts only text.
 */
import { listCodes } from "../db/failures";
import { isOutboundRefusal } from "../http/outbound";
import type { CashrecFailure } from "./failure";
import { changed, refused, unavailable } from "./failure";
import { beginOperation, endOperation, type Operation, outcomeOf } from "../telemetry";
import type { Limits, Runtime } from "./limits";

export type HttpResponse = {
  status: number;
  type: string;
  text: string;
  retryAfterMs: number | null;
};

/**
 * Throws CashrecFailure when the response is incomplete. Every status but a redirect is a response.
 */
export async function exchange(
  { url, init, whom }: { url: string; init: RequestInit; whom: string },
  runtime: Runtime,
  limits: Pick<Limits, "attemptMsMax" | "bodyBytesMax">,
): Promise<HttpResponse> {
  requireEncryption(url);
  const operation = beginOperation("upstream", whom);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limits.attemptMsMax);
  const tooSlow = new Promise<never>((_, reject) => {
    abort.signal.addEventListener("abort", () => reject(slow(whom, limits.attemptMsMax)));
  });
  try {
    const request = new Request(url, { ...init, redirect: "manual", signal: abort.signal });
    nameOperation(request, operation);
    const response = await Promise.race([converse(request, runtime, { whom, limits }), tooSlow]);
    endOperation(operation, String(response.status));
    return response;
  } catch (error) {
    endOperation(operation, abort.signal.aborted ? "timeout" : outcomeOf(error));
    if (abort.signal.aborted) throw slow(whom, limits.attemptMsMax);
    throw error;
  } finally {
    clearTimeout(timer);
    abort.abort();
    tooSlow.catch(() => undefined); // The abort above ends the exchange and is no error.
  }
}

/** The trace goes on at the other end, if that takes part in it. */
function nameOperation({ headers }: Request, operation: Operation | null): void {
  const traceparent = operation?.traceparent ?? null;
  if (traceparent !== null) headers.set("traceparent", traceparent);
}

/** Anyone on the way to a plain HTTP address could read the password. */
export function requireEncryption(url: string): void {
  const { protocol, hostname } = new URL(url);
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  if (protocol === "https:" || (protocol === "http:" && loopback)) return;
  throw refused(
    "Cashrec is reached over HTTPS only; plain HTTP is accepted on this machine alone.",
  );
}

async function converse(
  request: Request,
  runtime: Runtime,
  { whom, limits }: { whom: string; limits: Pick<Limits, "bodyBytesMax"> },
): Promise<HttpResponse> {
  const response = await unlessBroken(whom, () => runtime.send(request));
  if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
    discard(response.body);
    throw refused(`${whom} answered with a redirect, which is not followed.`);
  }
  const bytes = await readBounded(response, whom, limits.bodyBytesMax);
  return {
    status: response.status,
    type: response.headers.get("content-type") ?? "",
    text: decode(bytes, whom),
    retryAfterMs: retryAfterOf(response.headers, runtime.now()),
  };
}

async function readBounded(response: Response, whom: string, max: number): Promise<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await unlessBroken(whom, () => reader.read());
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > max) {
      discard(reader);
      throw changed(`${whom} sent more than ${Math.floor(max / 1_048_576)} MB for one request.`);
    }
    chunks.push(value);
  }
}

/**
 * The cancellation is not awaited: Next.js returns one of two branches of the body, and cancelling
 * one waits for the other, which nobody reads. The end of the exchange aborts the request itself.
 */
function discard(body: Pick<ReadableStream, "cancel"> | null): void {
  body?.cancel().catch(() => undefined);
}

function decode(bytes: Uint8Array, whom: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw changed(`${whom} sent bytes that are not UTF-8 text.`);
  }
}

const NOT_ALLOWED = {
  scheme: "has an address that is not contacted.",
  host: "is not among the hosts that may be contacted (OUTBOUND_HOSTS).",
  "private-address":
    "has an address in a network that may not be contacted (OUTBOUND_PRIVATE_ADDRESSES).",
};

/**
 * Errors of fetch name hosts and addresses, so the log and the screen get only their code, such as
 * CERT_HAS_EXPIRED.
 */
async function unlessBroken<T>(whom: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isOutboundRefusal(error) && error.reason !== "unknown-host") {
      throw refused(`${whom} ${NOT_ALLOWED[error.reason]}`);
    }
    const [code] = listCodes(error);
    const kind = code === undefined ? "" : ` (${code})`;
    throw unavailable(`${whom} can't be reached, or broke off in the middle of its answer${kind}.`);
  }
}

function slow(whom: string, ms: number): CashrecFailure {
  return unavailable(`${whom} did not answer within ${Math.ceil(ms / 1_000)} seconds.`);
}

/** Thirty years, as nine digits of seconds are; dates can lie further apart than one can name. */
const RETRY_AFTER_MS_MAX = 999_999_999_000;

/**
 * Converts seconds or a date into milliseconds. A date is compared with the clock that wrote it, if
 * the response says what that one shows.
 */
function retryAfterOf(headers: Headers, now: number): number | null {
  const header = headers.get("retry-after");
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  const theirs = Date.parse(headers.get("date") ?? "");
  if (Number.isNaN(at)) return null;
  const ms = at - (Number.isNaN(theirs) ? now : theirs);
  return Math.min(Math.max(0, ms), RETRY_AFTER_MS_MAX);
}

/** A page for people, such as one for signing in, whatever type it claims to have. */
export function isPage(type: string, text: string): boolean {
  return /\bhtml\b/i.test(type) || /^\s*<(!doctype|html)\b/i.test(text);
}
