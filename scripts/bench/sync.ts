/**
 * From JSON to stored lines, compared with parsing alone and COPY alone of the same rows. Each runs
 * in a process of its own, so that its peak memory is its own.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { YOUNG_GENERATION } from "../process/next-server";
import { perSecond, ratio, row, seconds, title } from "../figures/report";
import type { BenchServer } from "./server";
import { RANGE, ROWS_PER_SHEET, writeSheets } from "./sheets";

const DIR = ".data/bench/sheets";
const DATABASE = "bench_sync";
const JOB = fileURLToPath(new URL("./sync-job.ts", import.meta.url));

export type JobName = "parse" | "parse-exactly" | "sync" | "copy-lines" | "copy-all";
export type JobResult = { ms: number; peakMb: number | null; rows: number };

export async function benchSync(server: BenchServer, scale: number): Promise<void> {
  const centreIds = writeSheets(DIR, scale);
  try {
    const url = await server.fresh(DATABASE);
    const run = (job: JobName) => runJob(job, url, centreIds.length);
    const days = Number(RANGE.to.slice(-2));
    const rows = centreIds.length * days * ROWS_PER_SHEET;
    title(`Sync: ${rows.toLocaleString("en")} tender rows from JSON to stored lines`);
    const parse = await run("parse");
    const exact = await run("parse-exactly");
    const sync = await run("sync");
    const lines = await run("copy-lines");
    const all = await run("copy-all");
    row("parse alone: JSON.parse, which loses digits", seconds(parse.ms), memory(parse));
    row("parse alone: without loss, as money needs", seconds(exact.ms), memory(exact));
    row("COPY alone: the lines", seconds(lines.ms), `${perSecond(lines.rows, lines.ms)}`);
    row("COPY alone: every row that is stored", seconds(all.ms), "with payloads, sheets and days");
    row("sync", seconds(sync.ms), `${perSecond(rows, sync.ms)}, ${memory(sync)} (aim: 512 MB)`);
    const [whole, least] = [exact.ms + all.ms, parse.ms + lines.ms];
    row("against exact parse + COPY of every row", ratio(sync.ms, whole), "aim: 1.3");
    row("against JSON.parse + COPY of the lines", ratio(sync.ms, least));
    if (sync.rows !== rows) row("lines stored", String(sync.rows), "NOT as many as were sent");
  } finally {
    rmSync(DIR, { recursive: true, force: true });
    await server.drop(DATABASE);
  }
}

function memory({ peakMb }: JobResult): string {
  return peakMb === null ? "" : `peak ${peakMb} MB`;
}

function runJob(job: JobName, url: string, centres: number): Promise<JobResult> {
  const args = ["--conditions=react-server", "--import", "tsx", JOB, job, DIR, String(centres)];
  const child = spawn(process.execPath, [...YOUNG_GENERATION, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: ".data/bench", NODE_ENV: "production" },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      const last = output.trim().split("\n").at(-1) ?? "";
      if (code === 0) resolve(JSON.parse(last) as JobResult);
      else reject(new Error(`The ${job} job ended with ${code}.`));
    });
  });
}
