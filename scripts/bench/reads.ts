/**
 * The requests of a screen, through the HTTP API, on a year of four million lines: p50 and p95,
 * each time for another day, month or group of centres.
 */
import { addDays } from "@/lib/domain/business-date";
import { makeToken, startApp } from "./app";
import { percentile, ratio, row, timed, title } from "../figures/report";
import type { BenchServer } from "./server";
import { listCentreIds, YEAR, ensureYearDatabase } from "./year";

const WARM_UP = 40;
const REQUESTS = 60;
const HUNDRED = 100;

type Case = { name: string; query: (turn: number) => string };

export async function benchReads(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  const token = await makeToken(url);
  const app = await startApp(url);
  const all = listCentreIds(scale);
  try {
    const lines = (all.length * YEAR.days * 11).toLocaleString("en");
    title(`Reads over HTTP: ${lines} lines of ${all.length} centres, ${REQUESTS} requests each`);
    const bare = await measure(app.base, token, () => "/api/health");
    row("GET /api/health (baseline)", summary(bare));
    for (const { name, query } of listCases(all)) {
      const times = await measure(app.base, token, query);
      row(name, summary(times), ratio(percentile(times, 0.5), percentile(bare, 0.5)));
    }
  } finally {
    await app.stop();
  }
}

function listCases(all: readonly string[]): Case[] {
  const day = (turn: number) => addDays(YEAR.to, -(turn * 5) % 360);
  const days = (turn: number, count: number) => {
    const to = addDays(YEAR.to, -(turn * 4) % 300);
    return `from=${addDays(to, 1 - count)}&to=${to}`;
  };
  const month = (turn: number) => days(turn, 31);
  const twoMonths = (turn: number) => days(turn, 61);
  const hundred = (turn: number) => {
    const first = (turn * 17) % Math.max(1, all.length - HUNDRED);
    const ids = all.slice(first, first + HUNDRED);
    return ids.map((id) => `centreId=${id}`).join("&");
  };
  const list = "/api/reconciliations?";
  return [
    {
      name: `one day of ${all.length} centres, first page`,
      query: (turn) => `${list}from=${day(turn)}&to=${day(turn)}`,
    },
    {
      name: "the same, 5,000 lines",
      query: (turn) => `${list}from=${day(turn)}&to=${day(turn)}&limit=5000`,
    },
    {
      name: "the same, differences only",
      query: (turn) => `${list}from=${day(turn)}&to=${day(turn)}&differencesOnly=true`,
    },
    {
      name: "one month of 100 centres, first page",
      query: (turn) => `${list}${month(turn)}&${hundred(turn)}`,
    },
    {
      name: "the same, differences only",
      query: (turn) => `${list}${month(turn)}&${hundred(turn)}&differencesOnly=true`,
    },
    {
      name: "the same, largest difference first",
      query: (turn) => `${list}${month(turn)}&${hundred(turn)}&sort=size`,
    },
    {
      name: `two months of ${all.length} centres, largest difference first`,
      query: (turn) => `${list}${twoMonths(turn)}&sort=size`,
    },
    {
      name: "the same, differences only",
      query: (turn) => `${list}${twoMonths(turn)}&sort=size&differencesOnly=true`,
    },
    {
      name: "the same, of one tender",
      query: (turn) => `${list}${twoMonths(turn)}&sort=size&tenderId=CASH`,
    },
    {
      name: "the month's chart of 100 centres",
      query: (turn) => `/api/reconciliations/days?${month(turn)}&${hundred(turn)}`,
    },
    { name: "today, every centre", query: () => "/api/today" },
  ];
}

async function measure(
  base: string,
  token: string,
  query: (turn: number) => string,
): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < WARM_UP + REQUESTS; turn += 1) {
    const { ms } = await timed(async () => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(base + query(turn), { headers });
      const text = await response.text();
      if (!response.ok) throw new Error(`${query(turn).slice(0, 80)} answered ${text}`);
    });
    if (turn >= WARM_UP) times.push(ms);
  }
  return times;
}

function summary(times: readonly number[]): string {
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
  return `${half.toFixed(1)} / ${most.toFixed(1)} ms`;
}
