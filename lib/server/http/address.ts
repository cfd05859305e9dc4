import "server-only";

/**
 * The address that a request came from, for throttling and the trail. Next.js hides the socket and
 * passes `x-forwarded-for` on as it came, so anyone could choose an address; we note the socket's
 * own.
 */
import { randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { processWide } from "../process-wide";

/** Nobody outside this process can guess the header, so nobody can send it. */
type Noted = { header: string };
const shared = processWide<Noted>("address");

/** Called once at start; Node's HTTP server then tells of each request before anyone handles it. */
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

/** Where not even the socket is known. */
export const NO_ADDRESS = "unknown";

/**
 * A proxy beside us (this machine, or a private network, as in a container set-up) names the real
 * client last in `x-forwarded-for`; from anywhere else that header is only a claim, and ignored.
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
