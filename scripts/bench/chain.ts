/**
 * Commits per second of writers that append to the trail, compared with writers that lock its chain
 * until their commit is on disk. Each writer waits for the disk before its next commit.
 */
import { randomUUID } from "node:crypto";
import { appendAudit } from "@/lib/server/audit/append";
import { disconnect, pool } from "@/lib/server/db/client";
import { inTransaction, type Sql } from "@/lib/server/db/sql";
import { createTransaction } from "@/lib/server/db/transaction";
import { perSecond, row, title } from "../figures/report";
import type { BenchServer } from "./server";
import { withClient } from "../postgres/with-client";

const WRITERS = [1, 8, 32];
const MS = 5_000;

export async function benchChain(server: BenchServer, scale: number): Promise<void> {
  title("Chain of the trail: commits with an entry, each on disk before the writer goes on");
  const url = await server.fresh("bench_chain");
  process.env.DATABASE_URL = url;
  try {
    await withClient(url, async (client) => {
      const { rows } = await client.query<{ fsync: string }>("SHOW fsync");
      if (rows[0]?.fsync !== "on") throw new Error("Without fsync there is nothing to measure.");
    });
    for (const writers of WRITERS) {
      const locked = await countCommits(commitLocked, writers, MS * scale);
      const early = await countCommits(commitEarly, writers, MS * scale);
      const name = `${writers} ${writers === 1 ? "writer" : "writers"}`;
      row(`${name}, locked until it is on disk (baseline)`, perSecond(locked, MS * scale));
      const times = `${(early / locked).toFixed(2)} x baseline`;
      row(`${name}, as commands do`, perSecond(early, MS * scale), times);
    }
  } finally {
    await disconnect();
    await server.drop("bench_chain");
  }
}

async function countCommits(commit: () => Promise<void>, writers: number, ms: number) {
  const end = performance.now() + ms;
  let commits = 0;
  const write = async () => {
    for (; performance.now() < end; commits += 1) await commit();
  };
  await Promise.all(Array.from({ length: writers }, write));
  return commits;
}

function commitEarly(): Promise<void> {
  return inTransaction(({ sql }) => append(sql));
}

/** The same statements without what an append asks of its transaction. */
async function commitLocked(): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const { sql, end } = createTransaction(client);
    await append(sql);
    await end("COMMIT");
  } finally {
    client.release();
  }
}

function append(sql: Sql): Promise<void> {
  return appendAudit(sql, {
    actorId: null,
    action: "till-count.recorded",
    after: { tillId: randomUUID(), countedMinor: 12_345 },
  });
}
