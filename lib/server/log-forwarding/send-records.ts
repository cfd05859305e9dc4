import "server-only";

/** Hands records to a receiver, in the way of its kind. */
import { hostname } from "node:os";
import type { ForwarderKind, ForwardFailure } from "@/lib/contracts/log-forwarder";
import { formatLogBatch } from "@/lib/domain/log-forwarding/batch";
import { formatSyslogFrame } from "@/lib/domain/log-forwarding/syslog";
import { env } from "../env";
import { isLoopback } from "../env-network";
import type { LogWebhookEnv, SyslogEnv } from "../env-logs";
import type { OutboundPolicy } from "../http/outbound";
import { send } from "../http/send";
import { signedHeaders } from "../webhooks/sign";
import type { ForwardPage } from "./read-page";
import { sendSyslog } from "./send-syslog";

export type ForwardOptions = {
  /** Tests replace it. */
  msMax?: number;
};

export type Forwarder = {
  kind: ForwarderKind;
  /** Its address, of which the path may be secret. */
  url: string;
  /** Returns null when the receiver has them. */
  deliver: (page: ForwardPage, options: ForwardOptions) => Promise<ForwardFailure | null>;
};

/** Collectors of logs are often in the operator's own network; OUTBOUND_HOSTS applies to them. */
const POLICY: OutboundPolicy = { allowsPrivate: true };

/** Returns those that the environment names. */
export function listForwarders(): Forwarder[] {
  const { syslog, webhook } = env().logs;
  return [
    syslog === null ? [] : [viaSyslog(syslog)],
    webhook === null ? [] : [viaWebhook(webhook)],
  ].flat();
}

function viaSyslog(to: SyslogEnv): Forwarder {
  return {
    kind: "syslog",
    url: to.url,
    deliver: async ({ records }, options) => {
      const sender = { host: hostOfInstallation(), processId: process.pid };
      const frames = records.map((record) => formatSyslogFrame(record, sender));
      return sendSyslog(frames, to, { ...POLICY, ...options });
    },
  };
}

/** The same for all instances, unless browsers reach it on this machine alone. */
function hostOfInstallation(): string {
  const name = new URL(env().baseUrl).hostname;
  return isLoopback(name) ? hostname() : name;
}

function viaWebhook({ url, secret }: LogWebhookEnv): Forwarder {
  return {
    kind: "webhook",
    url,
    deliver: async ({ records, position }, options) => {
      const now = Date.now();
      const body = JSON.stringify(formatLogBatch(records, env().audit.origin, now));
      const id = `log-${position.auditId}-${position.securityId}`;
      const headers = signedHeaders({ id, seconds: Math.floor(now / 1_000), body }, [secret]);
      const sent = await send({ url, headers, body }, { ...POLICY, ...options });
      if (sent.status === null) return sent.failure;
      return sent.status >= 200 && sent.status < 300 ? null : "refused";
    },
  };
}
