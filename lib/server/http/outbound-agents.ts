import "server-only";

/**
 * Keeps connections to other servers open between requests, so that reading many centres of one
 * upstream makes one TLS handshake instead of thousands.
 */
import type { LookupAddress } from "node:dns";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";

/** Idle for longer, a connection is closed; servers commonly close theirs after five seconds. */
const IDLE_MS = 4_000;
const IDLE_CONNECTIONS_MAX = 8;
const AGENTS_MAX = 16;

const agents = new Map<string, HttpAgent>();

/**
 * Each agent belongs to the addresses that were checked: a name that resolves to others gets
 * connections of its own, never one that leads to an address which is not allowed any more.
 */
export function agentFor(url: URL, addresses: readonly LookupAddress[]): HttpAgent {
  const checked = addresses.map(({ address }) => address).sort();
  const key = [url.protocol, url.host, ...checked].join(" ");
  const agent = agents.get(key) ?? createAgent(url.protocol);
  agents.delete(key);
  agents.set(key, agent);
  const [oldest] = agents.keys();
  // Its requests go on, and its idle connections end by themselves.
  if (agents.size > AGENTS_MAX && oldest !== undefined) agents.delete(oldest);
  return agent;
}

function createAgent(protocol: string): HttpAgent {
  const options = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: IDLE_CONNECTIONS_MAX };
  return protocol === "https:" ? new HttpsAgent(options) : new HttpAgent(options);
}
