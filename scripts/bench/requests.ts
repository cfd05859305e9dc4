/**
 * Requests per second of a list behind its sign-in, compared with a Next.js route that does
 * nothing.
 */
import { Agent, get } from "node:http";
import { makeToken, type RunningServer, startApp } from "./app";
import { startBare } from "./bare";
import { row, title } from "../report";
import type { BenchServer } from "./server";
import { listCentreIds, YEAR, ensureYearDatabase } from "./year";

const CONNECTIONS = 16;
const WARM_UP_MS = 2_000;
const MEASURE_MS = 6_000;

export async function benchRequests(server: BenchServer, scale: number): Promise<void> {
  title(`Requests per second, ${CONNECTIONS} connections, ${MEASURE_MS / 1_000} s each`);
  const bare = await withServer(startBare, (base) => requestRate(`${base}/bare`, {}));
  row("a bare Next.js route handler (baseline)", `${bare.toFixed(0)}/s`);
  const url = await ensureYearDatabase(server, scale);
  const headers = { authorization: `Bearer ${await makeToken(url)}` };
  const [centre = ""] = listCentreIds(scale);
  const path = `/api/reconciliations?centreId=${centre}&from=${YEAR.to}&to=${YEAR.to}`;
  const list = await withServer(
    () => startApp(url),
    (base) => requestRate(base + path, headers),
  );
  const share = `${((list / bare) * 100).toFixed(0)} % of baseline`;
  row("one day of one centre, with an API token", `${list.toFixed(0)}/s`, share);
}

async function withServer<T>(
  start: () => Promise<RunningServer>,
  work: (base: string) => Promise<T>,
): Promise<T> {
  const running = await start();
  try {
    return await work(running.base);
  } finally {
    await running.stop();
  }
}

async function requestRate(url: string, headers: Record<string, string>): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const send = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent, headers }, (response) => {
        response.resume();
        response.once("end", resolve);
        if (response.statusCode !== 200)
          reject(new Error(`${url} answered ${response.statusCode}`));
      }).once("error", reject);
    });
  const began = performance.now();
  let done = 0;
  const work = async () => {
    while (performance.now() - began < WARM_UP_MS + MEASURE_MS) {
      await send();
      if (performance.now() - began > WARM_UP_MS) done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  agent.destroy();
  return done / (MEASURE_MS / 1_000);
}
