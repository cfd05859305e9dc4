import "server-only";

/**
 * The only way out: every request of the product to another server. It is refused unless its
 * scheme, host, port and every address that its name resolves to are allowed, and the connection is
 * made to these very addresses, so that a name which resolves differently a moment later changes
 * nothing. Redirects are not followed, and certificates are always checked.
 */
import type { LookupAddress } from "node:dns";
import { lookup as resolveName } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "../env";
import { agentFor } from "./outbound-agents";
import { isAllowedHost, isNamedPrivate } from "./outbound-lists";
import { isLinkLocal, isPublicAddress } from "./public-address";

export type OutboundPolicy = {
  /**
   * Whether addresses of this network may be reached. Those of the cloud's own services
   * (link-local) are refused unless the configuration lists them.
   */
  allowsPrivate: boolean;
  /** Whether the operator named the host, so that it need not be listed. */
  isConfigured?: boolean;
  /**
   * Whether connections are used for further requests. Whoever says so repeats what fails, since a
   * server may close one just as it is used again.
   */
  keepsConnections?: boolean;
  /** Tests replace it. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
};

export type RefusedFor = "scheme" | "host" | "private-address" | "unknown-host";

const MARK: unique symbol = Symbol.for("counterfoil.outbound-refusal");

/** It is recognised by a mark, because each bundle has its own copy of the class. */
export class OutboundRefusal extends Error {
  readonly [MARK] = true;

  constructor(readonly reason: RefusedFor) {
    super(`The outgoing request was refused (${reason}).`);
  }
}

export function isOutboundRefusal(error: unknown): error is OutboundRefusal {
  return typeof error === "object" && error !== null && MARK in error;
}

type Outgoing = {
  method: string;
  headers: Record<string, string>;
  body: string | Buffer;
  signal: AbortSignal;
};

/** Resolves when the head of the response has arrived; its body is not read. */
export async function requestOutside(
  url: URL,
  { method, headers, body, signal }: Outgoing,
  policy: OutboundPolicy,
): Promise<IncomingMessage> {
  const addresses = await resolveAllowed(url, policy, ["https:", "http:"]);
  const options: RequestOptions = {
    method,
    headers,
    signal,
    agent: policy.keepsConnections === true ? agentFor(url, addresses) : false,
    lookup: pinned(addresses),
  };
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === "https:"
        ? requestHttps(url, { ...options, ...TLS }, resolve)
        : requestHttp(url, options, resolve);
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Neither a variable of the environment nor an option of Node.js lowers these. */
export const TLS = { minVersion: "TLSv1.2", rejectUnauthorized: true } as const;

/** Throws OutboundRefusal, or returns the addresses to connect to. */
export async function resolveAllowed(
  url: URL,
  policy: OutboundPolicy,
  schemes: readonly string[],
): Promise<LookupAddress[]> {
  if (!schemes.includes(url.protocol)) throw new OutboundRefusal("scheme");
  const { outboundHosts, outboundPrivate } = env().network;
  if (policy.isConfigured !== true && !isAllowedHost(url, outboundHosts)) {
    throw new OutboundRefusal("host");
  }
  const addresses = await resolveHost(url, policy);
  if (addresses.length === 0) throw new OutboundRefusal("unknown-host");
  const isAllowed = ({ address }: LookupAddress) =>
    isPublicAddress(address) ||
    isNamedPrivate(address, outboundPrivate) ||
    (policy.allowsPrivate && !isLinkLocal(address));
  if (!addresses.every(isAllowed)) throw new OutboundRefusal("private-address");
  return addresses;
}

async function resolveHost(url: URL, policy: OutboundPolicy): Promise<LookupAddress[]> {
  const { resolve = (host) => resolveName(host, { all: true }) } = policy;
  // An address in brackets is IPv6; the URL has written every spelling of an IPv4 one as usual.
  const host = withoutBrackets(url);
  const family = isIP(host);
  return family === 0 ? resolve(host) : [{ address: host, family }];
}

export function withoutBrackets({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** What the connection resolves the name with: the addresses that were looked at. */
export function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  };
}
