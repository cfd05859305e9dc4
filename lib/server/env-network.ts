import "server-only";

/** Parses the variables that say where the application listens and whom it believes. */
import { BlockList, isIP } from "node:net";
import type { Reader } from "./env-reader";

export type NetworkEnv = {
  /** The address on which `npm start` listens; only this machine reaches 127.0.0.1. */
  host: string;
  /** Addresses and subnets (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

export function readNetwork(read: Reader): NetworkEnv {
  const host = read.text("HOST") ?? "127.0.0.1";
  if (isIP(host) === 0 && host !== "localhost") read.wrong("HOST must be an IP address");
  const trustedProxies = (read.text("TRUSTED_PROXIES") ?? "").split(/[\s,]+/).filter(Boolean);
  if (!trustedProxies.every(addsTo(new BlockList()))) {
    read.wrong("TRUSTED_PROXIES must list IP addresses or subnets, such as 10.0.0.0/8");
  }
  return { host, trustedProxies };
}

/** Passwords and figures would cross a network readable. */
export function refusePlainHttp(read: Reader, baseUrl: string): void {
  if (!URL.canParse(baseUrl)) return;
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === "https:" || isLoopback(hostname)) return;
  read.wrong("NEXTAUTH_URL must begin with https:// once Cashrec is configured");
}

/** Returns a function that adds an address or subnet to the list, and returns false for neither. */
export function addsTo(list: BlockList): (entry: string) => boolean {
  return (entry) => {
    const [address = "", prefix, ...rest] = entry.split("/");
    const version = isIP(address);
    if (version === 0 || rest.length > 0) return false;
    const family = version === 4 ? "ipv4" : "ipv6";
    if (prefix === undefined) {
      list.addAddress(address, family);
      return true;
    }
    if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (version === 4 ? 32 : 128)) return false;
    list.addSubnet(address, Number(prefix), family);
    return true;
  };
}
