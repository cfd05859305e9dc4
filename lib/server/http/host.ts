import "server-only";

/**
 * Refuses requests for a host that this installation is not. A page elsewhere can have a name of
 * its own resolve to our address, and then read what we respond to our user's browser (DNS
 * rebinding); and whoever forges the header could have us write their name into a link.
 */
import { isIP } from "node:net";
import { env } from "../env";
import { isLoopback } from "../env-network";
import { dropBody, onRequest, pathnameOf } from "./on-request";

/** An address can't be rebound, load balancers ask by it, and HTTP/1.0 names no host at all. */
export function isOurHost(host: string | null | undefined): boolean {
  const name = hostname(host ?? "");
  if (name === "" || isLoopback(name) || isIP(name.replace(/^\[|\]$/g, "")) !== 0) return true;
  const { baseUrl, network } = env();
  const own = new URL(baseUrl).hostname.toLowerCase();
  // Nobody has named this installation for the network that reaches it.
  if (isLoopback(own) && !isLoopback(network.host) && network.allowedHosts.length === 0)
    return true;
  return name === own || network.allowedHosts.includes(name);
}

/** Without the port and a dot at the end; a header that can't be parsed is a wrong name. */
function hostname(host: string): string {
  const text = host.trim().toLowerCase();
  if (text === "") return "";
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const [, name] = /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/.exec(text) ?? [];
  return name === undefined ? "invalid" : name.replace(/\.$/, "");
}

/** Load balancers, container runtimes and Prometheus ask every few seconds, by any name. */
export const PROBES = ["/api/health", "/api/ready", "/metrics"];
/** Requests of another host become this one, which is refused. */
export const MISDIRECTED_PATH = "/api/misdirected";

export function isMisdirected(pathname: string, host: string | null | undefined): boolean {
  return !PROBES.includes(pathname) && !isOurHost(host);
}

/** Must be called once at start. They lose their body, which nothing reads. */
export function rewriteMisdirected(): void {
  onRequest((request) => {
    if (!isMisdirected(pathnameOf(request.url), request.headers.host)) return;
    request.url = MISDIRECTED_PATH;
    dropBody(request);
  });
}
