import "server-only";

/**
 * The client address of a request, for rate limits and the audit trail. Next.js hides the socket
 * and passes `x-forwarded-for` on as received, so that any client could choose its address;
 * therefore the socket's own address is recorded.
 */
import { randomBytes } from "node:crypto";
import { BlockList, isIP } from "node:net";
import { env } from "../env";
import { addsTo } from "../env-network";
import { processWide } from "../process-wide";
import { onRequest } from "./on-request";

/** The name of the header is random, so that no client can send it. */
type Noted = { header: string };
const shared = processWide<Noted>("address");

/**
 * Must be called once at start; Node's HTTP server then publishes each request before it is
 * handled.
 */
export function noteAddresses(): void {
  if (shared.value !== undefined) return;
  const header = `x-address-${randomBytes(16).toString("hex")}`;
  shared.value = { header };
  onRequest((request) => {
    const address = request.socket.remoteAddress;
    // oxlint-disable-next-line security/detect-object-injection -- a name of this module
    if (address !== undefined) request.headers[header] = address;
  });
}

/** It stands for the address of a request whose socket is unknown. */
export const NO_ADDRESS = "unknown";

/**
 * A trusted proxy states the client in `x-forwarded-for`, and appends to what it received: the last
 * address that is not a trusted proxy's own is the client's. From any other address the header is
 * not believed, and what is no address is none.
 */
export function addressOf(request: Pick<Request, "headers">): string {
  const socket = request.headers.get(shared.value?.header ?? "x-none");
  if (socket === null) return NO_ADDRESS;
  let client = plain(socket);
  if (env().network.trustedProxies.length === 0) return client;
  const proxies = trustedProxies();
  const named = (request.headers.get("x-forwarded-for") ?? "").split(",").map((one) => one.trim());
  for (const one of named.toReversed()) {
    if (!isAmong(proxies, client) || isIP(plain(one)) === 0) break;
    client = plain(one);
  }
  return client;
}

/** An IPv4 address of a socket that speaks IPv6 is written as IPv4. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

let listed: { entries: readonly string[]; list: BlockList } | undefined;

function trustedProxies(): BlockList {
  const entries = env().network.trustedProxies;
  if (listed?.entries !== entries) {
    const list = new BlockList();
    entries.forEach(addsTo(list));
    listed = { entries, list };
  }
  return listed.list;
}

/** Tells whether an address is among these addresses and networks; what is none of them is not. */
export function isAddressWithin(entries: readonly string[], address: string): boolean {
  const list = new BlockList();
  entries.forEach(addsTo(list));
  const [unscoped = ""] = address.split("%");
  return isAmong(list, unscoped);
}

function isAmong(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4");
}
