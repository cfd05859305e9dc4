/** What goes wrong in a run, and how each ends. */
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Chance } from "../figures/chance";
import { withClient } from "../postgres/with-client";
import type { ChaosDatabase } from "./database";
import type { Service } from "./respawn";
import type { Written } from "./writers";

export const FAULTS = {
  "application killed": 50,
  "database killed": 38,
  "connections cut": 4,
  "network silent": 3,
  "table locked": 2,
  "disk full": 2,
  "Cashrec gone": 2,
  "clock of an instance 90 minutes ahead": 2,
  "rolling restart": 3,
} as const;
export type Fault = keyof typeof FAULTS;

const FAKE_TIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
const RECOVERY_MS_MAX = 300_000;
const END_MS_MAX = 30_000;
const POLL_MS = 50;
/** What was on its way when something was killed may still arrive. */
const ON_ITS_WAY_MS = 250;
/** A restart leads here: what was sent got no whole response. */
const INTERRUPTED = /^(ECONNRESET|EPIPE|socket hang up|cut off|no response|500|502|504)/;

export type Installation = {
  instances: readonly { base: string; service: Service }[];
  database: ChaosDatabase;
  cashrec: Service;
  chance: Chance;
  written: Written;
};

export type Ended = {
  /** From the end of the fault until every instance has acknowledged a count again. */
  recoveryMs: number;
  /** How long the slowest instance took to end, where some were ended in order. */
  endMs?: number;
  /** Requests that a restart in order has interrupted. */
  interrupted?: number;
  /** Requests for what does not need the locked table, and how many of them were not served. */
  beside?: { asked: number; failed: number };
};

/** Null: it can't be done on this machine. */
export async function inject(fault: Fault, at: Installation): Promise<Ended | null> {
  const { database, chance } = at;
  switch (fault) {
    case "application killed": {
      const began = performance.now();
      await waitForEnd(killApplication(at));
      return recovered(at, began);
    }
    case "database killed":
      database.kill();
      return recovered(at);
    case "connections cut":
      database.proxy.cut();
      return recovered(at);
    case "network silent":
      database.proxy.fallSilent();
      await sleep(chance.whole(5_000, 45_000));
      database.proxy.speak();
      return recovered(at);
    case "table locked":
      return lockTable(at);
    case "disk full":
      if (database.disk === null) return null;
      database.disk.fill();
      await sleep(chance.whole(3_000, 10_000));
      database.disk.clear();
      return recovered(at);
    case "Cashrec gone":
      await at.cashrec.restart();
      return recovered(at);
    case "clock of an instance 90 minutes ahead":
      return skewClock(at);
    case "rolling restart":
      return restartAll(at);
  }
}

export async function recovered(
  { instances, written }: Installation,
  began = performance.now(),
): Promise<Ended> {
  const since = performance.now();
  for (;;) {
    const now = performance.now();
    const isBack = ({ base }: { base: string }) =>
      (written.lastAcknowledged.get(base) ?? 0) > since + ON_ITS_WAY_MS;
    if (instances.every(isBack)) return { recoveryMs: now - began };
    if (now - began > RECOVERY_MS_MAX) {
      const gone = instances.filter((one) => !isBack(one)).map(({ base }) => base);
      throw new Error(`Not back after ${RECOVERY_MS_MAX / 1_000} s: ${gone.join(", ")}.`);
    }
    await sleep(POLL_MS);
  }
}

/** Either what `npm start` runs, or the web server below it. Null: it does not run now. */
function killApplication({ instances, chance }: Installation): string | null {
  const { base, service } = chance.pick(instances);
  const pid = service.pid();
  if (pid === null) return null;
  const children = `/proc/${pid}/task/${pid}/children`;
  const listed = existsSync(children) ? readFileSync(children, "utf8") : "";
  // It has none for a moment after it was started. Number 0 would be all that runs here.
  const [server = ""] = listed.split(" ");
  process.kill(server !== "" && chance.happens(0.5) ? Number(server) : pid, "SIGKILL");
  return base;
}

/** A web server whose `npm start` was killed goes on for a moment, which is not being back. */
async function waitForEnd(base: string | null): Promise<void> {
  const until = performance.now() + END_MS_MAX;
  while (base !== null && (await listens(base))) {
    if (performance.now() > until) throw new Error(`${base} goes on after it was killed.`);
    await sleep(POLL_MS);
  }
}

async function listens(base: string): Promise<boolean> {
  try {
    await fetch(`${base}/api/health`, { signal: AbortSignal.timeout(END_MS_MAX) });
    return true;
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    return cause?.code !== "ECONNREFUSED";
  }
}

async function lockTable(at: Installation): Promise<Ended> {
  const beside = { asked: 0, failed: 0 };
  await withClient(at.database.directUrl(), async (client) => {
    await client.query("BEGIN");
    await client.query("LOCK TABLE till_count IN ACCESS EXCLUSIVE MODE");
    const until = performance.now() + at.chance.whole(5_000, 20_000);
    while (performance.now() < until) {
      beside.asked += 1;
      const { base } = at.chance.pick(at.instances);
      const signal = AbortSignal.timeout(5_000);
      const response = await fetch(`${base}/api/health`, { signal }).catch(() => null);
      if (response?.ok !== true) beside.failed += 1;
      await sleep(200);
    }
    await client.query("ROLLBACK");
  });
  return { ...(await recovered(at)), beside };
}

async function skewClock(at: Installation): Promise<Ended | null> {
  if (!existsSync(FAKE_TIME)) return null;
  const { service } = at.chance.pick(at.instances);
  service.setVariables({
    LD_PRELOAD: FAKE_TIME,
    FAKETIME: "+90m",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  });
  const endMs = await service.restart();
  await recovered(at);
  await sleep(5_000);
  service.setVariables({});
  await service.restart();
  return { ...(await recovered(at)), endMs };
}

async function restartAll(at: Installation): Promise<Ended> {
  const before = countInterrupted(at.written);
  const ended: number[] = [];
  let last: Ended = { recoveryMs: 0 };
  for (const { service } of at.instances) {
    ended.push(await service.restart());
    last = await recovered(at);
  }
  const interrupted = countInterrupted(at.written) - before;
  return { ...last, endMs: Math.max(...ended), interrupted };
}

function countInterrupted({ responses }: Written): number {
  const counts = [...responses].filter(([status]) => INTERRUPTED.test(status));
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
