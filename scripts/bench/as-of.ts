/**
 * Readings of past moments beside the same readings of now: of a hundred and of a thousand centres
 * and a month, at moments since which few days have changed, and many.
 */
import { loadavg } from "node:os";
import { pageSearchSchema } from "@/lib/contracts/search";
import { varianceFilterSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import { EVERYWHERE, type Permission, proveAnywhere } from "@/lib/domain/permission";
import { isAppError } from "@/lib/server/app-error";
import { disconnect, pool } from "@/lib/server/db/client";
import { listLines } from "@/lib/server/reconciliations/queries";
import { getVarianceSummary, listVariances } from "@/lib/server/variances/queries";
import { percentile, row, timed, title } from "../figures/report";
import { countCentres, ensureMomentsDatabase, MONTHS } from "./moments";
import type { BenchServer } from "./server";

const WARM_UP = 1;
const ROUNDS = 6;
const AREA = 100;
const LIST_LIMIT = 50;
const AIM = "aim: 500 ms";

const MOMENTS = [
  { name: "now", asOf: null },
  { name: "an hour ago", asOf: "2026-11-24T04:00:00.000Z" },
  { name: "yesterday", asOf: "2026-11-23T05:30:00.000Z" },
  { name: "a week ago", asOf: "2026-11-17T05:30:00.000Z" },
  { name: "a month ago", asOf: "2026-10-27T05:30:00.000Z" },
] as const;

type Search = { from: string; to: string; centreId: string[]; asOf?: string };

const READINGS = [
  {
    name: "variances, the summary",
    read: (search: Search) =>
      getVarianceSummary(everywhere("variance:view"), varianceFilterSchema.parse(search)),
  },
  {
    name: "variances by centre",
    read: (search: Search) =>
      listVariances(
        everywhere("variance:view"),
        varianceSearchSchema.parse({ ...search, by: "centre" }),
      ),
  },
  {
    name: "variances by tender",
    read: (search: Search) =>
      listVariances(
        everywhere("variance:view"),
        varianceSearchSchema.parse({ ...search, by: "tender" }),
      ),
  },
  {
    name: "lines, the first page",
    read: (search: Search) =>
      listLines(
        everywhere("reconciliation:view"),
        pageSearchSchema.parse({ ...search, limit: LIST_LIMIT }),
      ),
  },
];

export async function benchAsOf(server: BenchServer, scale: number): Promise<void> {
  const url = await ensureMomentsDatabase(server, scale);
  process.env.DATABASE_URL = url;
  try {
    const ids = await listCentreIds();
    for (const centreId of [ids.slice(0, AREA), []]) {
      const centres = centreId.length === 0 ? countCentres(scale) : centreId.length;
      const [one = 0] = loadavg();
      title(`Past moments of ${centres} centres and 31 days, load ${one.toFixed(1)}`);
      for (const moment of MOMENTS) await benchMoment(moment, centreId);
    }
  } finally {
    await disconnect();
  }
}

async function benchMoment({ name, asOf }: (typeof MOMENTS)[number], centreId: string[]) {
  const { from, to } = MONTHS;
  const search = { from, to, centreId, ...(asOf === null ? {} : { asOf }) };
  const changed = asOf === null ? "" : `${await countChanged(search, asOf)} days changed since`;
  for (const reading of READINGS) {
    const note = asOf === null ? "baseline" : `${changed}, ${AIM}`;
    row(`${reading.name}, ${name}`, await measure(() => reading.read(search)), note);
  }
}

async function measure(read: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      const { ms } = await timed(async () => JSON.stringify(await read()).length);
      if (round >= WARM_UP) times.push(ms);
    }
  } catch (error) {
    if (isAppError(error) && error.code === "INVALID") return "refused";
    throw error;
  }
  return `${percentile(times, 0.5).toFixed(0)} / ${percentile(times, 0.95).toFixed(0)} ms`;
}

async function listCentreIds(): Promise<string[]> {
  const { rows } = await pool().query<{ id: string }>("SELECT id FROM centre ORDER BY id");
  return rows.map(({ id }) => id);
}

async function countChanged({ from, to, centreId }: Search, asOf: string): Promise<string> {
  const { rows } = await pool().query<{ days: number }>(
    `SELECT count(*)::int AS days FROM reconciliation
      WHERE business_date BETWEEN $1 AND $2 AND changed_at > $3
        AND (cardinality($4::text[]) = 0 OR centre_id = ANY ($4))`,
    [from, to, asOf, centreId],
  );
  return (rows[0]?.days ?? 0).toLocaleString("en");
}

function everywhere<P extends Permission>(permission: P) {
  const roles = new Map([[EVERYWHERE, ["auditor" as const]]]);
  const actor = { userId: "bench", name: "Bench", roles, limitedTo: null };
  const scope = proveAnywhere(actor, permission);
  if (scope === null) throw new Error("An auditor sees everything.");
  return scope;
}
