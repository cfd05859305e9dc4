import "server-only";

/**
 * Names the network of one customer: an IPv4 address, and of an IPv6 address the first 64 bits,
 * because whoever has one such address has all of its network.
 */
import { isIPv6 } from "node:net";

const GROUPS = 8;
const GROUPS_OF_NETWORK = 4;

export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  // The parser of URLs writes every spelling of an address alike.
  const written = new URL(`http://[${plain}]`).hostname.slice(1, -1);
  const [before = "", after] = written.split("::");
  const head = before.split(":").filter(Boolean);
  const tail = (after ?? "").split(":").filter(Boolean);
  const zeros = Array.from({ length: GROUPS - head.length - tail.length }, () => "0");
  return `${[...head, ...zeros, ...tail].slice(0, GROUPS_OF_NETWORK).join(":")}::/64`;
}
