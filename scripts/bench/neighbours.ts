/**
 * What the work of one person costs another: the time of a short request, a list of one day and
 * centre, while somebody else asks for one long thing after the other. The baseline has a thread
 * beside it that keeps one of the processors busy, because long work needs one wherever it runs.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { addDays } from "@/lib/domain/business-date";
import { makeToken, startApp } from "./app";
import { type Asked, send } from "./http";
import { percentile, ratio, row, title } from "../figures/report";
import { type BenchServer, withServer } from "./server";
import { ensureYearDatabase, listCentreIds, YEAR } from "./year";

const JOB = new URL("./ask-again-job.ts", import.meta.url);
const WARM_UP_MS = 4_000;
const MEASURE_MS = 6_000;
/** A person is not as quick. */
const BETWEEN_MS = 10;

export async function benchNeighbours(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  const viewer = { authorization: `Bearer ${await makeToken(url)}` };
  const report = { role: "auditor", permission: "variance:view" } as const;
  const charts = { authorization: `Bearer ${await makeToken(url, report)}` };
  await withServer(
    () => startApp(url),
    async (base) => {
      const short = { url: `${base}${shortPath(scale)}`, headers: viewer };
      await measure(short, WARM_UP_MS);
      title("A list of one day and centre beside the long work of another person, median / p95");
      const alone = await measure(short, MEASURE_MS);
      const busy = await besideBusyThread(() => measure(short, MEASURE_MS));
      const baseline = percentile(busy, 0.95);
      row("alone", summary(alone));
      row("beside a busy thread (baseline)", summary(busy));
      for (const { name, path, isChart } of listLong(scale)) {
        const headers = isChart === true ? charts : viewer;
        const times = await beside({ url: base + path, headers }, () => measure(short, MEASURE_MS));
        const p95 = ratio(percentile(times, 0.95), baseline);
        row(`beside ${name}`, summary(times), `p95 ${p95}  aim: 1.5`);
      }
    },
  );
}

function shortPath(scale: number): string {
  const [centre = ""] = listCentreIds(scale);
  return `/api/reconciliations?centreId=${centre}&from=${YEAR.to}&to=${YEAR.to}`;
}

function listLong(scale: number): { name: string; path: string; isChart?: boolean }[] {
  const some = listCentreIds(scale).slice(0, 100);
  const centres = some.map((id) => `centreId=${id}`).join("&");
  const year = `from=${YEAR.from}&to=${YEAR.to}`;
  const month = `from=${addDays(YEAR.to, -30)}&to=${YEAR.to}`;
  return [
    { name: "5,000 lines of a day", path: `/api/reconciliations?limit=5000&${dayOf()}` },
    { name: "the CSV of a year of 100 centres", path: `/api/exports/csv?${year}&${centres}` },
    { name: "the XLSX of a year of 100 centres", path: `/api/exports/xlsx?${year}&${centres}` },
    { name: "a month at a past moment", path: `/api/reconciliations?${month}&asOf=${now()}` },
    { name: "variances of a year", path: `/api/variances?${year}&by=centre`, isChart: true },
    { name: "what is worth a look", path: `/api/variances/watch?${month}`, isChart: true },
    { name: "the PDF of variances", path: `/api/exports/variances/pdf?${year}`, isChart: true },
  ];
}

const dayOf = () => `from=${YEAR.to}&to=${YEAR.to}`;
const now = () => new Date().toISOString();

async function measure(asked: Asked, ms: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const end = performance.now() + ms; performance.now() < end;) {
    times.push((await send(asked, agent)).ms);
    await sleep(BETWEEN_MS);
  }
  agent.destroy();
  return times;
}

async function besideBusyThread<T>(work: () => Promise<T>): Promise<T> {
  const thread = new Worker("for (;;);", { eval: true });
  try {
    return await work();
  } finally {
    await thread.terminate();
  }
}

async function beside<T>(long: Asked, work: () => Promise<T>): Promise<T> {
  const asking = fork(JOB, [JSON.stringify(long)], { execArgv: ["--import", "tsx"] });
  const ended = once(asking, "exit");
  const failed = ended.then(() => Promise.reject(new Error(`${long.url} was not asked for.`)));
  try {
    await Promise.race([sleep(WARM_UP_MS), failed]);
    return await Promise.race([work(), failed]);
  } finally {
    failed.catch(() => undefined);
    asking.kill();
    await ended;
  }
}

function summary(times: readonly number[]): string {
  return `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`;
}
