import "server-only";

/** Compares hosts and addresses with the lists of the configuration. */
import { BlockList, isIPv6 } from "node:net";
import { addsTo } from "../env-network";

const USUAL_PORTS: ReadonlyMap<string, string> = new Map([
  ["https:", "443"],
  ["http:", "80"],
  ["syslog+tls:", "6514"],
  ["syslog+tcp:", "514"],
]);

export function portOf({ protocol, port }: URL): string {
  return port === "" ? (USUAL_PORTS.get(protocol) ?? "") : port;
}

/** An empty list allows every host. Without a port an entry stands for the usual one. */
export function isAllowedHost(url: URL, hosts: readonly string[]): boolean {
  if (hosts.length === 0) return true;
  const usual = USUAL_PORTS.get(url.protocol) ?? "";
  const port = portOf(url);
  const hostname = url.hostname.toLowerCase();
  return hosts.some((entry) => {
    // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
    const [, name = "", named = usual] = /^(.*?)(?::(\d{1,5}))?$/.exec(entry.toLowerCase()) ?? [];
    return named === port && isHost(hostname, name);
  });
}

/** `*.example.com` stands for every name below example.com, and not for itself. */
function isHost(hostname: string, name: string): boolean {
  if (name.startsWith("*.")) return hostname.endsWith(name.slice(1));
  return hostname === name;
}

let listed: { entries: readonly string[]; list: BlockList } | undefined;

export function isNamedPrivate(address: string, entries: readonly string[]): boolean {
  if (listed?.entries !== entries) {
    const list = new BlockList();
    entries.forEach(addsTo(list));
    listed = { entries, list };
  }
  return listed.list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}
