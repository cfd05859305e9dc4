/**
 * Clients that count tills without a pause. Each sends a count with an Idempotency-Key until an
 * instance has acknowledged it, to any of them, as the description of the API says.
 */
import { Agent, request } from "node:http";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { addDays } from "@/lib/domain/business-date";
import type { Chance } from "../figures/chance";

const CENTRES = 40;
const FIRST_DATE = "2026-03-02";
const DATES = 28;
const RESPONSE_MS_MAX = 30_000;
const PAUSE_MS_MAX = 300;

export const centreIds = Array.from({ length: CENTRES }, (_, at) => String(101 + at));

export type Count = {
  centreId: string;
  businessDate: string;
  tillId: string;
  countedMinor: number;
};

/** What became of the requests, and of each count that was acknowledged. */
export type Written = {
  acknowledged: Map<string, Count>;
  /** Sent, and not acknowledged when the run ended. */
  open: Map<string, Count>;
  /** By status, or by how the connection failed. */
  responses: Map<string, number>;
  /** Refusals that a correct request never gets. */
  unexpected: string[];
  /** Since when each instance has acknowledged something again. */
  lastAcknowledged: Map<string, number>;
};

export type Writers = { written: Written; stop: () => Promise<void> };

export function startWriters(
  bases: readonly string[],
  { token, chance, count }: { token: string; chance: Chance; count: number },
): Writers {
  const written: Written = {
    acknowledged: new Map(),
    open: new Map(),
    responses: new Map(),
    unexpected: [],
    lastAcknowledged: new Map(),
  };
  const agents = new Map(bases.map((base) => [base, new Agent({ keepAlive: true })]));
  let isOver = false;
  const write = async (writer: number) => {
    for (let number = 1; !isOver; number += 1) {
      const counted: Count = {
        centreId: chance.pick(centreIds),
        businessDate: addDays(FIRST_DATE, chance.whole(0, DATES - 1)),
        tillId: `W${writer}N${number}`,
        countedMinor: chance.whole(0, 500_000),
      };
      const key = randomUUID();
      written.open.set(counted.tillId, counted);
      while (!isOver) {
        const base = chance.pick(bases);
        const status = await send(base, agents.get(base), { token, key, counted });
        written.responses.set(status, (written.responses.get(status) ?? 0) + 1);
        if (status.startsWith("2")) {
          written.open.delete(counted.tillId);
          written.acknowledged.set(counted.tillId, counted);
          written.lastAcknowledged.set(base, performance.now());
          break;
        }
        if (/^4/.test(status) && !/^(409|429)/.test(status)) written.unexpected.push(status);
        await sleep(chance.whole(20, PAUSE_MS_MAX));
      }
    }
  };
  const writing = Array.from({ length: count }, (_, at) => write(at + 1));
  return {
    written,
    async stop() {
      isOver = true;
      await Promise.all(writing);
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

type Sent = { token: string; key: string; counted: Count };

/** Resolves with the status, or with the name of what went wrong. */
function send(base: string, agent: Agent | undefined, sent: Sent): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(`${base}/api/till-counts`, {
      method: "POST",
      ...(agent === undefined ? {} : { agent }),
      headers: {
        authorization: `Bearer ${sent.token}`,
        "content-type": "application/json",
        "idempotency-key": sent.key,
      },
    });
    const timer = setTimeout(() => {
      resolve("no response");
      asked.destroy();
    }, RESPONSE_MS_MAX);
    const end = (status: string) => {
      clearTimeout(timer);
      resolve(status);
    };
    asked.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    asked.once("response", (response) => {
      response.resume();
      // A response that is cut off acknowledges nothing.
      response.once("end", () => end(String(response.statusCode)));
      response.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? "cut off"));
    });
    asked.end(JSON.stringify({ ...sent.counted, shiftId: "1", tenderId: "CASH" }));
  });
}
