import "server-only";

/**
 * Tells public addresses from those of this machine, its network and its cloud, which nobody may
 * reach through an address that a user names. The lists are those of IANA's registries of special
 * addresses.
 */
import { BlockList, isIPv6 } from "node:net";

const SPECIAL = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  SPECIAL.addSubnet(network, prefix, "ipv4");
}

/** Of IPv6 only these are public, and of them not those that stand for others or for examples. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  SPECIAL.addSubnet(network, prefix, "ipv6");
}

export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !SPECIAL.check(address, "ipv4");
  return GLOBAL.check(address, "ipv6") && !SPECIAL.check(address, "ipv6");
}

/** Where machines find each other unconfigured, and clouds keep the services of a machine. */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet("169.254.0.0", 16, "ipv4");
LINK_LOCAL.addSubnet("fe80::", 10, "ipv6");
LINK_LOCAL.addAddress("fd00:ec2::254", "ipv6");
LINK_LOCAL.addAddress("100.100.100.200", "ipv4");

export function isLinkLocal(address: string): boolean {
  return LINK_LOCAL.check(address.replace(/%.*$/, ""), isIPv6(address) ? "ipv6" : "ipv4");
}
