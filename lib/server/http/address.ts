import "server-only";

/**
 * The client address of a request, for rate limits and the audit trail. Next.js hides the socket
 * and passes `x-forwarded-for` on as received, so that any client could choose its address;
 * therefore the socket's own address is recorded.
 */
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { processWide } from "../process-wide";

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
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const address = request.socket.remoteAddress;
    if (address !== undefined) request.headers[header] = address;
  });
}

/** It stands for the address of a request whose socket is unknown. */
export const NO_ADDRESS = "unknown";

/**
 * A proxy on this machine or in a private network, as with containers, states the real client last
 * in `x-forwarded-for`. From any other address that header is not trusted.
 */
export function addressOf(request: Request): string {
  const socket = request.headers.get(shared.value?.header ?? "x-none");
  const named = request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (socket === null) return named ?? NO_ADDRESS;
  return isBeside(socket) && named !== undefined && named !== "" ? named : socket;
}

const PRIVATE_V4 = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;
const PRIVATE_V6 = /^(::1$|f[cd][0-9a-f]{2}:)/i;

function isBeside(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, "");
  return PRIVATE_V4.test(plain) || PRIVATE_V6.test(plain);
}
