import "server-only";

/** Parses the variables that say where the application listens, whom it believes and contacts. */
import { BlockList, isIP } from "node:net";
import type { Reader } from "./env-reader";

export type NetworkEnv = {
  /** The address on which `npm start` listens; only this machine reaches 127.0.0.1. */
  host: string;
  /** Addresses and subnets (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
  trustedProxies: readonly string[];
  /** The hosts that may be contacted, such as `api.example.com:8443`; empty: every one. */
  outboundHosts: readonly string[];
  /** Addresses and subnets of the own network that may be contacted. */
  outboundPrivate: readonly string[];
  /** Names beside that of NEXTAUTH_URL by which browsers reach this installation. */
  allowedHosts: readonly string[];
  /** Whom to write to about a vulnerability, as a URI; null: nobody is named. */
  securityContact: string | null;
};

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const HOST_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

export function readNetwork(read: Reader): NetworkEnv {
  const host = read.text("HOST") ?? "127.0.0.1";
  if (isIP(host) === 0 && host !== "localhost") read.wrong("HOST must be an IP address");
  const outboundHosts = listOf(read, "OUTBOUND_HOSTS");
  if (!outboundHosts.every((entry) => HOST_ENTRY.test(entry))) {
    read.wrong("OUTBOUND_HOSTS must list hosts, such as api.example.com:8443 or *.example.com");
  }
  const allowedHosts = listOf(read, "ALLOWED_HOSTS").map((name) => name.toLowerCase());
  if (!allowedHosts.every((name) => HOST_NAME.test(name))) {
    read.wrong("ALLOWED_HOSTS must list names without scheme and port, such as cash.example.com");
  }
  return {
    host,
    allowedHosts,
    trustedProxies: subnets(read, "TRUSTED_PROXIES"),
    outboundHosts,
    outboundPrivate: subnets(read, "OUTBOUND_PRIVATE_ADDRESSES"),
    securityContact: contact(read),
  };
}

/** RFC 9116 has a URI, and a line of its own for each field. */
const CONTACT = /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]+\S*|tel:\+[\d-]+)$/;

function contact(read: Reader): string | null {
  const value = read.text("SECURITY_CONTACT");
  if (value !== null && !CONTACT.test(value)) {
    read.wrong("SECURITY_CONTACT must begin with mailto:, https:// or tel:+");
  }
  return value;
}

/** A name, possibly of all below it, an IPv4 address or a bracketed IPv6 one, and a port. */
// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const HOST_ENTRY = /^(?:(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

function listOf(read: Reader, name: string): string[] {
  return (read.text(name) ?? "").split(/[\s,]+/).filter(Boolean);
}

function subnets(read: Reader, name: string): string[] {
  const listed = listOf(read, name);
  if (!listed.every(addsTo(new BlockList()))) {
    read.wrong(`${name} must list IP addresses or subnets, such as 10.0.0.0/8`);
  }
  return listed;
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
