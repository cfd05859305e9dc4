import "server-only";

/** Sends one message to an address that a user named, and reads the beginning of the response. */
import type { IncomingMessage } from "node:http";
import type { ConnectionFailure } from "@/lib/contracts/webhook";
import {
  isOutboundRefusal,
  type OutboundPolicy,
  type RefusedFor,
  requestOutside,
} from "./outbound";

const SEND_MS_MAX = 10_000;
const RESPONSE_BYTES_MAX = 1_024;

export type Sending = {
  url: string;
  /** A message is posted unless it only reads. */
  method?: "GET" | "POST";
  headers: Record<string, string>;
  body: string | Buffer;
};
export type Sent =
  | { status: number; response: string; failure: null }
  | { status: null; response: null; failure: ConnectionFailure };

export type SendOptions = OutboundPolicy & {
  /** Tests replace it. */
  msMax?: number;
};

export async function send(
  { url, method = "POST", headers, body }: Sending,
  { msMax = SEND_MS_MAX, ...policy }: SendOptions,
): Promise<Sent> {
  try {
    const outgoing = { method, headers, body, signal: AbortSignal.timeout(msMax) };
    const response = await requestOutside(new URL(url), outgoing, policy);
    const text = await readBeginning(response);
    return { status: response.statusCode ?? 0, response: text, failure: null };
  } catch (error) {
    return { status: null, response: null, failure: describeFailure(error) };
  }
}

/** Tells why a connection to another server failed, or was never tried. */
export function describeFailure(error: unknown): ConnectionFailure {
  return isOutboundRefusal(error) ? REFUSALS[error.reason] : failureOf(error);
}

const REFUSALS: Record<RefusedFor, ConnectionFailure> = {
  scheme: "host-not-allowed",
  host: "host-not-allowed",
  "private-address": "private-address",
  "unknown-host": "unknown-host",
};

async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes >= RESPONSE_BYTES_MAX) break;
  }
  // The database takes no zero bytes.
  const text = Buffer.concat(chunks).subarray(0, RESPONSE_BYTES_MAX).toString("utf8");
  return text.replaceAll("\u0000", "");
}

function failureOf(error: unknown): ConnectionFailure {
  const { name = "", code = "" } = error as { name?: string; code?: unknown };
  if (name === "AbortError" || name === "TimeoutError") return "timeout";
  const text = String(code);
  if (/^(ENOTFOUND|EAI_)/.test(text)) return "unknown-host";
  return /CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(text) ? "bad-certificate" : "unreachable";
}
