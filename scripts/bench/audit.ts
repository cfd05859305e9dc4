/**
 * Verifies the audit trail, compared with a COPY of the same entries that does nothing with them.
 */
import { hash } from "node:crypto";
import { to as copyTo } from "pg-copy-streams";
import { formatEntry, ROOT } from "@/lib/domain/audit/chain";
import { verifyAudit } from "@/lib/server/audit/verify";
import { disconnect, pool } from "@/lib/server/db/client";
import { copyRows, type CopyValue } from "@/lib/server/db/copy";
import { inTransaction } from "@/lib/server/db/sql";
import { peakMemory, perSecond, ratio, row, seconds, timed, title } from "../figures/report";
import type { BenchServer } from "./server";

const ENTRIES = 1_000_000;
const SOMEONE = "00000000-0000-4000-8000-000000000001";
const COLUMNS = [
  "id",
  "at",
  "actor_id",
  "action",
  "centre_id",
  "business_date",
  "origin",
  "before",
  "after",
  "previous_hash",
  "hash",
];

export async function benchAudit(server: BenchServer, scale: number): Promise<void> {
  const count = Math.round(ENTRIES * scale);
  title(`Trail: ${count.toLocaleString("en")} chained entries`);
  process.env.DATABASE_URL = await server.fresh("bench_trail");
  try {
    await fill(count);
    const read = await timed(readAll);
    row("COPY of every entry alone (baseline)", seconds(read.ms), perSecond(count, read.ms));
    const { ms, result } = await timed(() => verifyAudit());
    const speed = `${perSecond(count, ms)}, ${ratio(ms, read.ms)}`;
    row("verify", seconds(ms), `${speed}, peak ${peakMemory() ?? "?"} MB`);
    row("every link holds", result.broken === null && result.head.id === count ? "yes" : "NO");
  } finally {
    await disconnect();
    await server.drop("bench_trail");
  }
}

/** The trigger, which would take minutes, is bypassed: the chain is computed here instead. */
async function fill(count: number): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.sql("ALTER TABLE audit_entry DISABLE TRIGGER chained");
    await tx.sql("SET LOCAL statement_timeout = 0");
    await copyRows(tx, { table: "audit_entry", columns: COLUMNS }, entries(count));
    await tx.sql("ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER chained");
  });
  await pool().query("VACUUM ANALYZE audit_entry");
}

function* entries(count: number): Generator<CopyValue[]> {
  const begin = Date.UTC(2026, 0, 1);
  let previous = ROOT.hash;
  for (let id = 1; id <= count; id += 1) {
    const at = begin + id * 1_003;
    const minor = (id * 7_919) % 500_000;
    const fields = {
      id,
      at,
      actorId: SOMEONE,
      action: "till-count.recorded",
      origin: "192.0.2.17",
      centreId: String(1_001 + (id % 1_000)),
      businessDate: new Date(at).toISOString().slice(0, 10),
      before: id % 4 === 0 ? JSON.stringify({ version: 1, countedMinor: minor - 5 }) : null,
      after: JSON.stringify({ shiftId: "M", tillId: "T1", tenderId: "CASH", countedMinor: minor }),
    };
    const own = hash("sha256", previous + formatEntry(fields), "hex");
    yield [
      id,
      new Date(at).toISOString(),
      fields.actorId,
      fields.action,
      fields.centreId,
      fields.businessDate,
      fields.origin,
      fields.before,
      fields.after,
      previous,
      own,
    ];
    previous = own;
  }
}

async function readAll(): Promise<void> {
  const client = await pool().connect();
  try {
    const stream = client.query(
      copyTo("COPY (SELECT * FROM audit_entry ORDER BY id) TO STDOUT (FORMAT binary)"),
    );
    for await (const piece of stream) void piece;
  } finally {
    client.release();
  }
}
