/** Asks whether a process serves. */
import { isIPv6 } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

const POLL_MS = 250;

const healthSchema = z.object({ status: z.literal("ok"), startId: z.string() });

/** Whether the process that `npm start` has started serves, and no other on its port. */
export async function isHealthy(base: string, startId: string): Promise<boolean> {
  try {
    const response = await fetch(`${base}/api/health`);
    const health = healthSchema.safeParse(await response.json());
    return health.success && health.data.startId === startId;
  } catch {
    return false; // Nobody listens yet, or the response is not ours.
  }
}

/** Where this machine reaches what listens on an address, or on all of them. */
export function findLocalBase(host: string, port: number): string {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  if (host === "::") return `http://[::1]:${port}`;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** Asks again until something responds; false when it took too long, or no longer runs. */
export async function comesUp(
  url: string,
  msMax: number,
  runs: () => boolean = () => true,
): Promise<boolean> {
  for (let waited = 0; waited < msMax && runs(); waited += POLL_MS) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok === true) return true;
    await sleep(POLL_MS);
  }
  return false;
}
