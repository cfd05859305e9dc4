/**
 * The queries of the variances page, on a year of a thousand centres: p50 and p95 of each query and
 * of all of them at once, compared with the same sums over the lines.
 */
import { loadavg } from "node:os";
import { cashSearchSchema } from "@/lib/contracts/variance-cash";
import {
  controlSearchSchema,
  varianceFilterSchema,
  varianceSearchSchema,
} from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { EVERYWHERE, proveAnywhere } from "@/lib/domain/permission";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { disconnect, pool } from "@/lib/server/db/client";
import { noteFullyReadMonths } from "@/lib/server/line-search/fully-read-months";
import { listCashPositions } from "@/lib/server/variances/cash";
import { getControlChart } from "@/lib/server/variances/control";
import { foldVarianceTotals } from "@/lib/server/variances/fold";
import { getVarianceSummary, listVariances, type Views } from "@/lib/server/variances/queries";
import { getWatch } from "@/lib/server/variances/watch";
import { percentile, ratio, row, timed, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import type { BenchServer } from "./server";
import { listCentreIds, YEAR, ensureYearDatabase } from "./year";

const WARM_UP = 3;
const ROUNDS = 40;

type Question = { name: string; ask: (range: Range) => Promise<unknown> };
type Range = { from: string; to: string };

export async function benchVariances(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureYearDatabase(server, scale);
  process.env.DATABASE_URL = url;
  const all = listCentreIds(scale);
  try {
    // A job does both every hour.
    await foldVarianceTotals();
    await noteFullyReadMonths();
    await withClient(url, (client) =>
      client.query("VACUUM ANALYZE variance_total, variance_added, fully_read_month"),
    );
    const [one = 0] = loadavg();
    title(
      `Variances of a year of ${all.length} centres, ${ROUNDS} times each, load ${one.toFixed(1)}`,
    );
    const lines = await timed(() => pool().query(LINES, [YEAR.from, YEAR.to]));
    row("net by day from the lines (baseline)", `${lines.ms.toFixed(0)} ms`, "once");
    const page = listPageQuestions();
    const compare = (times: readonly number[]) => ratio(percentile(times, 0.5), lines.ms);
    for (const { name, ask } of [...page, ...listOtherQuestions(all)]) {
      const times = await measure(ask);
      row(name, summary(times), compare(times));
    }
    const whole = await measure((range) => Promise.all(page.map(({ ask }) => ask(range))));
    row("all of the page at once", summary(whole), `${compare(whole)}, aim: p95 100 ms`);
  } finally {
    await disconnect();
  }
}

const LINES = `SELECT business_date, currency, sum(difference_minor) FROM reconciliation_line
  WHERE business_date BETWEEN $1 AND $2 GROUP BY 1, 2`;

/** Queries of the first view of the page; the rest follows when it is scrolled to, or opened. */
function listPageQuestions(): Question[] {
  return [
    { name: "summary, with the periods before", ask: (range) => ask(getVarianceSummary, range) },
    { name: "by day", ask: by({ by: "day" }) },
    { name: "by centre", ask: by({ by: "centre" }) },
    { name: "by tender", ask: by({ by: "tender" }) },
    { name: "by weekday and shift", ask: by({ by: "weekday-shift" }) },
  ];
}

function listOtherQuestions(all: readonly string[]): Question[] {
  const few = all.slice(0, 12);
  const area = all.slice(0, 100);
  return [
    { name: "by day of 12 centres, each apart", ask: by({ by: "centre-day", centreId: few }) },
    { name: "by day of 24 centres, as the heat shows", ask: readByDay(all.slice(0, 24)) },
    { name: "by day of 100 centres together", ask: by({ by: "day", centreId: area }) },
    {
      name: "by weekday and shift of 100 centres",
      ask: by({ by: "weekday-shift", centreId: area }),
    },
    { name: "by day, cash alone", ask: by({ by: "day", tenderId: "CASH" }) },
    { name: "by centre, cash alone", ask: by({ by: "centre", tenderId: "CASH" }) },
    { name: "by centre, one shift alone", ask: by({ by: "centre", shiftId: "1" }) },
    { name: "by centre, one till alone", ask: by({ by: "centre", tillId: "T1" }) },
    { name: "by centre, open days alone", ask: by({ by: "centre", state: "open" }) },
    { name: "by tender, the period before", ask: before({ by: "tender" }) },
    { name: "by till of one centre", ask: by({ by: "till", centreId: few.slice(0, 1) }) },
    {
      name: "control chart of a till's cash, 90 days",
      ask: ({ to }) => {
        const of = { centreId: few[0], tillId: "T1", tenderId: "CASH" };
        return getControlChart(
          everywhere(),
          controlSearchSchema.parse({ ...of, from: addDays(to, -89), to }),
        );
      },
    },
    {
      name: "cash on hand of every centre",
      ask: (range) => listCashPositions(everywhere(), cashSearchSchema.parse(range)),
    },
    { name: "worth a look, the last 35 days", ask: (range) => ask(getWatch, range) },
  ];
}

type Filtered = ReturnType<typeof varianceFilterSchema.parse>;

function ask(read: (scope: Views, filter: Filtered) => Promise<unknown>, range: Range) {
  return read(everywhere(), varianceFilterSchema.parse(range));
}

function by(search: object) {
  return (range: Range) =>
    listVariances(everywhere(), varianceSearchSchema.parse({ ...search, ...range }));
}

function readByDay(centreId: readonly string[]) {
  return by({ by: "centre-day", centreId });
}

/** Half a year, so that there is a period before it. */
function before(search: object) {
  const read = by(search);
  return ({ to }: Range) => read(computeComparedRanges({ from: addDays(to, -181), to }).before);
}

function everywhere(): Views {
  const roles = new Map([[EVERYWHERE, ["auditor" as const]]]);
  const actor = { userId: "bench", name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, "variance:view");
  if (scope === null) throw new Error("An auditor sees variances.");
  return scope;
}

/** Measures each time up to another day, and as text, as it would be sent. */
async function measure(question: (range: Range) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const range = { from: YEAR.from, to: addDays(YEAR.to, -(round % 28)) };
    const { ms } = await timed(async () => JSON.stringify(await question(range)).length);
    if (round >= WARM_UP) times.push(ms);
  }
  return times;
}

function summary(times: readonly number[]): string {
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.95)];
  return `${half.toFixed(1)} / ${most.toFixed(1)} ms`;
}
