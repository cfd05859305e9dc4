import "server-only";

/**
 * Sends messages over one connection. Syslog has no acknowledgement: they count as delivered when
 * the receiver, having read the end of the connection, closes it without an error. A receiver that
 * stops before closes earlier, or with an error when it had not read everything.
 */
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { ForwardFailure } from "@/lib/contracts/log-forwarder";
import type { SyslogEnv } from "../env-logs";
import type { OutboundPolicy } from "../http/outbound";
import { connectOutside } from "../http/outbound-socket";
import { describeFailure } from "../http/send";

export type SyslogOptions = OutboundPolicy & {
  /** Tests replace it. */
  msMax?: number;
};

const SEND_MS_MAX = 30_000;
/** What was under way when a receiver closed would be lost, if ours were the end that it reads. */
const BEFORE_END_MS = 200;

/** Returns null when they were delivered. */
export async function sendSyslog(
  frames: readonly string[],
  { url, ca, client }: SyslogEnv,
  { msMax = SEND_MS_MAX, ...policy }: SyslogOptions,
): Promise<ForwardFailure | null> {
  const signal = AbortSignal.timeout(msMax);
  try {
    const socket = await connectOutside(new URL(url), { ca, client }, policy, signal);
    return (await isTaken(socket, Buffer.from(frames.join("")))) ? null : "closed";
  } catch (error) {
    return describeFailure(error);
  }
}

async function isTaken(socket: Socket, bytes: Buffer): Promise<boolean> {
  let isEnding = false;
  const closed = new Promise<boolean>((resolve, reject) => {
    let isRead = false;
    socket.once("error", reject);
    // The receiver sends nothing; without reading, its end would not be seen.
    socket.resume();
    socket.once("end", () => (isRead = isEnding));
    socket.once("close", () => resolve(isRead));
  });
  closed.catch(() => undefined);
  const written = new Promise<void>((resolve) => {
    socket.write(bytes, () => resolve());
  });
  await Promise.race([written, closed]);
  await Promise.race([sleep(BEFORE_END_MS), closed]);
  isEnding = true;
  socket.end();
  return closed;
}
