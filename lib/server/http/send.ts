import "server-only";

/**
 * Sends one message. The name of the host is resolved once; if any of its addresses is private,
 * nothing is sent, and otherwise the connection is made to these very addresses: a name that
 * resolves differently a moment later changes nothing. Redirects are not followed.
 */
import type { LookupAddress } from "node:dns";
import { lookup as resolveName } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { DeliveryFailure } from "@/lib/contracts/webhook";
import { isPublicAddress } from "./public-address";

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
  | { status: null; response: null; failure: DeliveryFailure };

export type SendOptions = {
  allowsPrivate: boolean;
  /** Tests replace these two. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  msMax?: number;
};

export async function send(sending: Sending, options: SendOptions): Promise<Sent> {
  const { msMax = SEND_MS_MAX } = options;
  try {
    const url = new URL(sending.url);
    const addresses = await addressesOf(url, options);
    if (addresses.length === 0) return failed("unknown-host");
    const isRefused = addresses.some(({ address }) => !isPublicAddress(address));
    if (isRefused && !options.allowsPrivate) return failed("private-address");
    return await post(url, sending, addresses, AbortSignal.timeout(msMax));
  } catch (error) {
    return failed(failureOf(error));
  }
}

async function addressesOf(url: URL, options: SendOptions): Promise<LookupAddress[]> {
  const { resolve = (host) => resolveName(host, { all: true }) } = options;
  // An address in brackets is IPv6; the URL has written every spelling of an IPv4 one as usual.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const family = isIP(host);
  return family === 0 ? resolve(host) : [{ address: host, family }];
}

function post(
  url: URL,
  { method = "POST", headers, body }: Sending,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<Sent> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers, agent: false, lookup: pinned(addresses), signal },
      (response) => {
        response.on("error", reject);
        readBeginning(response).then(
          (text) => resolve({ status: response.statusCode ?? 0, response: text, failure: null }),
          reject,
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What the connection resolves the name with: the addresses that were looked at. */
function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };
}

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

function failureOf(error: unknown): DeliveryFailure {
  const { name = "", code = "" } = error as { name?: string; code?: unknown };
  if (name === "AbortError" || name === "TimeoutError") return "timeout";
  const text = String(code);
  if (/^(ENOTFOUND|EAI_)/.test(text)) return "unknown-host";
  return /CERT|TLS|SSL|ALTNAME|SIGNATURE/.test(text) ? "bad-certificate" : "unreachable";
}

function failed(failure: DeliveryFailure): Sent {
  return { status: null, response: null, failure };
}
