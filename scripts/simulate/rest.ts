/**
 * The calm end of a run: Cashrec responds truly, connections live, clocks are right. What was left
 * must end by itself, by what the queue and the schedule do anyway.
 */
import { sql } from "@/lib/server/db/sql";
import { listJobs, readDue, runJob, SCHEDULED, scheduled } from "./jobs";
import type { Lane } from "./lane";
import { databaseNow, note, type Simulation } from "./simulation";

/** Together they take longer than the longest pause. */
const ROUNDS_MAX = 8;
const ROUND_SECONDS = 120;
const JOBS_MAX = 60;
const HOURS_PASSED = 2;

export async function bringToRest(simulation: Simulation): Promise<void> {
  const { arena, instances, upstream } = simulation;
  note(simulation, "", "the faults are over");
  simulation.isCalm = true;
  upstream.isHonest = true;
  for (const instance of instances) instance.aheadMs = 0;
  pass(simulation, HOURS_PASSED * 3_600);
  // The queue gives a job again that a dead process had taken.
  await arena.owner.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL",
  );
  const since = databaseNow(simulation);
  for (let round = 1; ; round += 1) {
    for (const name of SCHEDULED) await scheduled(name);
    for (const cadence of ["recent", "week"] as const) await readDue(simulation, cadence);
    await runAll(simulation);
    if (await isRead(simulation, since)) return;
    if (round >= ROUNDS_MAX) {
      simulation.faults.push(`not every day was read within ${ROUNDS_MAX} rounds without a fault`);
      return;
    }
    pass(simulation, ROUND_SECONDS);
  }
}

function pass(simulation: Simulation, seconds: number): void {
  simulation.passedMs += seconds * 1_000;
}

async function runAll(simulation: Simulation): Promise<void> {
  const [instance] = simulation.instances;
  if (instance === undefined) return;
  const lane: Lane = {
    number: 0,
    name: "rest",
    instance,
    isDropped: false,
    isOver: false,
    gates: 0,
  };
  for (let jobs = 0; jobs < JOBS_MAX; jobs += 1) {
    const [job] = await listJobs(simulation);
    if (job === undefined) return;
    await runJob(simulation, lane, job);
  }
  simulation.faults.push(`${JOBS_MAX} jobs did not empty the queue`);
}

/**
 * Every day was read in the calm, after the last failure that concerns it. A pass that was asked
 * for before may have left a day out which a clock says was read meanwhile; the next one reads it.
 */
async function isRead({ centres, dates }: Simulation, since: number): Promise<boolean> {
  const rows = await sql(
    `SELECT FROM unnest($1::text[]) AS c (id) CROSS JOIN unnest($2::text[]) AS d (date)
       LEFT JOIN cash_sheet s ON s.centre_id = c.id AND s.business_date = d.date
      WHERE s.read_at IS NULL OR s.read_at < $3::timestamptz OR EXISTS (
        SELECT FROM sync_part p WHERE p.state = 'failed' AND c.id = ANY(p.centre_ids)
           AND d.date BETWEEN p."from" AND p."to" AND p.ended_at > s.read_at)`,
    [centres, dates, new Date(since)],
  );
  return rows.length === 0;
}
