/** Compares the end of a run with what must be true, whatever happened. */
import { verifyAudit } from "@/lib/server/audit/verify";
import { inTransaction } from "@/lib/server/db/sql";
import { listOutdatedCells } from "@/lib/server/rebuild/rebuild-variances";
import { listOutdatedDays } from "@/lib/server/recompute/recompute-days";
import { checkActs } from "./check-acts";
import { checkSigned } from "./check-signed";
import { checkDays } from "./check-days";
import { listJobs } from "./jobs";
import { look } from "./look";
import type { Simulation } from "./simulation";

export async function checkEnd(simulation: Simulation): Promise<void> {
  await look(simulation);
  await checkRest(simulation);
  await checkSigned(simulation);
  await checkDays(simulation);
  await checkActs(simulation);
  await checkSums(simulation);
  const { broken } = await verifyAudit();
  if (broken !== null) simulation.faults.push(`the trail is broken: ${JSON.stringify(broken)}`);
}

/** No job, pass or lock is left. */
async function checkRest(simulation: Simulation): Promise<void> {
  const { owner } = simulation.arena;
  for (const { task } of await listJobs(simulation))
    simulation.faults.push(`a job is left: ${task}`);
  const passes = await owner.query<{ state: string }>(
    "SELECT state FROM sync WHERE state IN ('pending', 'running')",
  );
  for (const { state } of passes.rows) simulation.faults.push(`a pass is still ${state}`);
  const parts = await owner.query("SELECT FROM sync_part WHERE state = 'pending'");
  if (parts.rowCount !== 0) simulation.faults.push(`${parts.rowCount} parts are pending for ever`);
  const left = await owner.query<{ what: string }>(
    `SELECT locktype || ' ' || mode AS what FROM pg_locks
      WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database
              WHERE datname = current_database())
     UNION ALL
     SELECT 'a transaction: ' || left(query, 60) FROM pg_stat_activity
      WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  for (const { what } of left.rows) simulation.faults.push(`a lock stays: ${what}`);
}

async function checkSums(simulation: Simulation): Promise<void> {
  const days = simulation.upstream.days.map(({ centreId, date }) => {
    return { centreId, businessDate: date };
  });
  const outdated = await inTransaction(async (tx) => [
    ...(await listOutdatedDays(tx, days)),
    ...(await listOutdatedCells(tx, days)),
  ]);
  for (const { centreId, businessDate } of outdated) {
    simulation.faults.push(`a rebuild would change ${centreId} on ${businessDate}`);
  }
}
