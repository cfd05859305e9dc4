/**
 * Signs days off, one after the other: reviewed by one person, approved and closed by another. Some
 * by the route of one day, which responds with all of the day, and some as the screens do.
 */
import { Agent } from "node:http";
import { randomUUID } from "node:crypto";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";
import type { Role } from "@/lib/domain/permission";
import { hashPassword } from "@/lib/server/auth/password";
import { disconnect } from "@/lib/server/db/client";
import { loadDatabase } from "../load/load-database";
import { startApp } from "./app";
import { send } from "./http";
import { percentile, ratio, row, timed, title } from "../figures/report";
import { type BenchServer, withServer } from "./server";
import { withClient } from "../postgres/with-client";
import { formatCookies, signIn } from "./sign-in";
import { YEAR } from "./year";

/** In each way. */
const DAYS = 80;
const WARM_UP = 20;
/** So many that enough of their days can be reviewed without an explanation. */
const CENTRES = 3_600;
const DATABASE = "bench_signing";

const MOVES = [
  { name: "review", by: "reviewer" },
  { name: "approval", by: "approver" },
  { name: "closure", by: "approver" },
] as const;

type Day = { centre_id: string; business_date: string; version: number };
type MoveName = (typeof MOVES)[number]["name"];

const WAYS = [
  {
    name: "",
    path: (move: MoveName, { centre_id, business_date }: Day) =>
      `/api/reconciliations/${centre_id}/${business_date}/${move}`,
    body: (_move: MoveName, { version }: Day): unknown => ({ version }),
  },
  {
    name: ", as the screens do",
    path: () => "/api/reconciliations/moves",
    body: (move: MoveName, { centre_id, business_date, version }: Day): unknown => ({
      move,
      days: [{ centreId: centre_id, date: business_date, version }],
    }),
  },
] as const;

export async function benchMoves(server: BenchServer, bareMs: number): Promise<void> {
  const url = await server.fresh(DATABASE);
  try {
    await loadDays(url);
    await addPeople(url);
    const days = await listQuietDays(url);
    title(`Signing a day off, one client, ${DAYS} days each`);
    row("a bare Next.js route handler (baseline)", `${bareMs.toFixed(2)} ms`);
    row("one row that is on disk (baseline)", `${(await commitTime(url)).toFixed(2)} ms`);
    await withServer(
      () => startApp(url),
      async (base) => {
        for (const [at, way] of WAYS.entries()) {
          const some = days.filter((_day, index) => index % WAYS.length === at);
          for (const move of MOVES) {
            const ms = await moveTime(base, { ...move, way }, some);
            const figures = `${ratio(ms, bareMs)}, aim: 15 ms`;
            row(`${move.name}${way.name}`, `${ms.toFixed(2)} ms`, figures);
            for (const day of some) day.version += 1;
          }
          await assertClosed(url, some);
        }
      },
    );
  } finally {
    await server.drop(DATABASE);
  }
}

async function moveTime(
  base: string,
  { name, by, way }: (typeof MOVES)[number] & { way: (typeof WAYS)[number] },
  days: readonly Day[],
): Promise<number> {
  const cookie = formatCookies(await signIn(base, `${by}@example.test`));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const day of days) {
    const { ms } = await send(
      {
        url: base + way.path(name, day),
        method: "POST",
        headers: { cookie, origin: base, "content-type": "application/json" },
        body: JSON.stringify(way.body(name, day)),
      },
      agent,
    );
    times.push(ms);
  }
  agent.destroy();
  return percentile(times.slice(WARM_UP), 0.5);
}

/** With sheets and counts, because a review computes the lines from them again. */
async function loadDays(url: string): Promise<void> {
  process.env.DATABASE_URL = url;
  await loadDatabase({ centres: CENTRES, days: 1, until: YEAR.to, auditShare: 0 });
  await disconnect();
  await withClient(url, (client) => client.query("VACUUM ANALYZE"));
}

async function addPeople(url: string): Promise<void> {
  const hash = await hashPassword(DEMO_PASSWORD);
  await withClient(url, async (client) => {
    for (const role of ["reviewer", "approver"] satisfies Role[]) {
      const id = randomUUID();
      await client.query(
        `INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $3, $4)`,
        [id, `${role}@example.test`, role, hash],
      );
      await client.query(`INSERT INTO membership VALUES ($1, '*', $2)`, [id, role]);
    }
  });
}

/** Each can be reviewed as it is. */
async function listQuietDays(url: string): Promise<Day[]> {
  return withClient(url, async (client) => {
    const found = await client.query<Day>(
      `SELECT centre_id, business_date, version FROM reconciliation
        WHERE state = 'open' AND unexplained_lines + unwaived_lines + recount_lines = 0
        ORDER BY business_date DESC, centre_id LIMIT $1`,
      [DAYS * WAYS.length],
    );
    return found.rows;
  });
}

/** A request about many days succeeds also when none of them could be moved. */
async function assertClosed(url: string, days: readonly Day[]): Promise<void> {
  const closed = await withClient(url, (client) =>
    client.query("SELECT FROM reconciliation WHERE state = 'closed' AND centre_id = ANY ($1)", [
      days.map(({ centre_id }) => centre_id),
    ]),
  );
  if (closed.rowCount !== days.length) throw new Error("A day was not closed");
}

async function commitTime(url: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.query("CREATE TABLE bench_commit (number int)");
    const times: number[] = [];
    for (let turn = 0; turn < DAYS; turn += 1) {
      const { ms } = await timed(() =>
        client.query("INSERT INTO bench_commit VALUES ($1)", [turn]),
      );
      times.push(ms);
    }
    await client.query("DROP TABLE bench_commit");
    return percentile(times, 0.5);
  });
}
