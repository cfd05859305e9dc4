/**
 * What tables that are divided by month cost a small group: the same readings and writes on plain
 * and on divided ones of the same content, one after the other.
 */
import { createHash, randomUUID } from "node:crypto";
import { loadavg } from "node:os";
import { pageSearchSchema } from "@/lib/contracts/search";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import { addDays } from "@/lib/domain/business-date";
import { minor } from "@/lib/domain/money";
import { MOVE_PERMISSIONS } from "@/lib/domain/workflow/workflow";
import { findMapInForce } from "@/lib/server/cashrec/map-in-force";
import { disconnect } from "@/lib/server/db/client";
import { inTransaction, sql } from "@/lib/server/db/sql";
import { as } from "@/lib/server/demo/as";
import { listLines } from "@/lib/server/reconciliations/queries";
import { storeSheets } from "@/lib/server/sync/store";
import { listVariances } from "@/lib/server/variances/queries";
import { moveDay } from "@/lib/server/workflow/commands";
import { makeCentres } from "../load/group";
import { loadDatabase } from "../load/load-database";
import { makeUnit } from "../load/make-unit";
import { partitionTables } from "../partition/tables";
import { percentile, ratio, row, timed, title } from "../figures/report";
import { withClient } from "../postgres/with-client";
import type { BenchServer } from "./server";
import { YEAR } from "./year";

const CENTRES = 80;
const DAYS = 60;
const ROUNDS = 4;
const TIMES = 5;
const KINDS = ["plain", "divided"] as const;
/** These are signed, and the sheets of all others change. */
const SIGNED = CENTRES / 2;

/** `nth` counts from 0, so that each time is another day. */
type Work = { name: string; run: (nth: number) => Promise<unknown> };

export async function benchPartitions(server: BenchServer): Promise<void> {
  const names = KINDS.map((kind) => `bench_months_${kind}`);
  const times = new Map<string, number[]>();
  try {
    for (const name of names) await fill(await server.fresh(name), name.endsWith("divided"));
    for (let round = 0; round < ROUNDS * KINDS.length; round += 1) {
      const name = names[round % KINDS.length] ?? "";
      process.env.DATABASE_URL = (await server.find(name)) ?? "";
      await measure(Math.floor(round / KINDS.length), (work, ms) => {
        const key = `${work} ${name}`;
        times.set(key, [...(times.get(key) ?? []), ms]);
      });
      await disconnect();
    }
    const [load = 0] = loadavg();
    title(
      `Tables divided by month: ${CENTRES} centres, ${DAYS} days, ${ROUNDS * TIMES} times each, ` +
        `load ${load.toFixed(1)}`,
    );
    for (const { name } of await listWorks()) {
      const [plain = NaN, divided = NaN] = names.map((each) =>
        percentile(times.get(`${name} ${each}`) ?? [], 0.5),
      );
      row(`${name}, plain (baseline)`, `${plain.toFixed(1)} ms`);
      row("  divided", `${divided.toFixed(1)} ms`, ratio(divided, plain));
    }
  } finally {
    await disconnect();
    for (const name of names) await server.drop(name);
  }
}

async function fill(url: string, isDivided: boolean): Promise<void> {
  if (isDivided) await withClient(url, (client) => partitionTables(client, () => undefined));
  process.env.DATABASE_URL = url;
  await loadDatabase({ centres: CENTRES, days: DAYS, until: YEAR.to, auditShare: 0 });
  await disconnect();
  await withClient(url, (client) => client.query("VACUUM ANALYZE"));
}

async function measure(round: number, note: (work: string, ms: number) => void): Promise<void> {
  for (const { name, run } of await listWorks()) {
    // A connection prepares its statements once.
    await run(ROUNDS * TIMES + round);
    for (let time = 0; time < TIMES; time += 1) {
      note(name, (await timed(() => run(round * TIMES + time))).ms);
    }
  }
}

async function listWorks(): Promise<Work[]> {
  const viewer = as(randomUUID(), "auditor", "reconciliation:view");
  const analyst = as(randomUUID(), "auditor", "variance:view");
  const dateOf = (nth: number) => addDays(YEAR.to, -nth);
  const list = (from: string, to: string) =>
    listLines(viewer, pageSearchSchema.parse({ from, to }));
  return [
    { name: "list of a day", run: (nth) => list(dateOf(nth), dateOf(nth)) },
    { name: "list of a month", run: (nth) => list(dateOf(nth + 30), dateOf(nth)) },
    {
      name: "variances by till of a month",
      run: (nth) => {
        const range = { from: dateOf(nth + 30), to: dateOf(nth) };
        return listVariances(analyst, varianceSearchSchema.parse({ ...range, by: "till" }));
      },
    },
    { name: `sync of a day, ${CENTRES - SIGNED} centres`, run: await prepareSync() },
    { name: "approval of a day", run: await prepareApproval() },
  ];
}

/** Every sheet has other amounts each time, so that each line and sum is written again. */
async function prepareSync(): Promise<Work["run"]> {
  const map = await findMapInForce();
  const centres = makeCentres(CENTRES, 0).slice(SIGNED);
  const missing = centres.map((centre) => ({ centre, date: YEAR.to }));
  const { days, sheets } = makeUnit(missing, { map, ruleOf: () => null, today: YEAR.to });
  return async () => {
    for (const one of sheets) {
      for (const { amount } of one.sheet.shifts.flatMap(({ tenders }) => tenders ?? [])) {
        if (amount !== null) amount.amount = minor(amount.amount + 1);
      }
      one.hash = createHash("sha256").update(one.hash).digest("hex");
    }
    const batch = { days, sheets, readAt: new Date(), fieldMapHash: map.hash };
    await inTransaction((tx) => storeSheets(tx, batch));
  };
}

type Day = { centreId: string; businessDate: string; version: number };

/** The days are the same in both databases, because a load always makes the same ones. */
async function prepareApproval(): Promise<Work["run"]> {
  const [approver] = await sql<{ id: string }>(
    `SELECT id FROM "user" WHERE email LIKE 'approver-%' ORDER BY email LIMIT 1`,
  );
  const days = await sql<Day>(
    `SELECT centre_id AS "centreId", business_date AS "businessDate", version FROM reconciliation
      WHERE state = 'reviewed' AND centre_id = ANY ($1::text[])
      ORDER BY business_date DESC, centre_id`,
    [makeCentres(SIGNED, 0).map(({ id }) => id)],
  );
  const scope = as(approver?.id ?? "", "approver", MOVE_PERMISSIONS.approval);
  return async () => {
    const day = days.shift();
    if (day === undefined) throw new Error("There is no other day to approve.");
    await moveDay(scope, "approval", { ...day, text: null });
  };
}
