/**
 * The jobs of the queue, in the order that the seed chooses: late, twice, or given up by a process
 * that died. What the queue promises is that each job is done at least once.
 */
import { listDueDays, type Cadence } from "@/lib/domain/sync-plan";
import { findPause, resumeAfterPause } from "@/lib/server/sync/pause";
import { requestSync } from "@/lib/server/sync/request";
import { runSync } from "@/lib/server/sync/run";
import { tasks } from "@/lib/server/worker/tasks";
import type { Lane } from "./lane";
import { describeFailure, note, type Simulation } from "./simulation";

/** Those of every minute and hour which change what is simulated. */
export const SCHEDULED = [
  "resume-syncs",
  "apply-tolerances",
  "store-causes",
  "fold-variances",
  "forget-old-syncs",
] as const;

const ATTEMPTS_MAX = 5;
const TWICE_SHARE = 0.05;
/** No process here ends before it dies. */
const NEVER = new AbortController().signal;
const CENTRE_CLOCK = { timeZone: "Asia/Kathmandu", dayStartsAt: "05:00" };

type Job = { id: string; task: string; payload: unknown; attempts: number };

/** Includes those that died; the simulator looks past the application. */
export async function listJobs(simulation: Simulation): Promise<(Job & { isLocked: boolean })[]> {
  const { arena, scheduler } = simulation;
  const look = () =>
    arena.owner.query<Job & { isLocked: boolean }>(
      `SELECT j.id, t.identifier AS task, j.payload, j.attempts,
              j.locked_at IS NOT NULL AS "isLocked"
         FROM graphile_worker._private_jobs j
         JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        ORDER BY j.id`,
    );
  return (await scheduler.aside(look)).rows;
}

export async function chooseJob(simulation: Simulation): Promise<Job | null> {
  const jobs = await listJobs(simulation);
  const waiting = jobs.filter(({ isLocked }) => !isLocked);
  const running = jobs.filter(({ isLocked }) => isLocked);
  const some = simulation.chance.happens(TWICE_SHARE) && running.length > 0 ? running : waiting;
  return some.length === 0 ? null : simulation.chance.pick(some);
}

/** Once it is locked, a job that is added with the same key is another one. */
export async function runJob(simulation: Simulation, lane: Lane, job: Job) {
  await change(
    simulation,
    "SET locked_at = now(), locked_by = 'simulator', attempts = attempts + 1",
    job,
  );
  try {
    if (job.task === "sync") await sync(simulation, lane, job.payload as { id: string });
    else await scheduled(job.task);
    await remove(simulation, job);
    note(simulation, lane.name, `${job.task} is done`);
  } catch (error) {
    note(simulation, lane.name, `${job.task} failed: ${describeFailure(error)}`);
    await giveBack(simulation, job);
  }
}

/** The queue tries a job some times, and then it is dead. */
async function giveBack(simulation: Simulation, job: Job): Promise<void> {
  if (job.attempts + 1 >= ATTEMPTS_MAX) return remove(simulation, job);
  await change(simulation, "SET locked_at = NULL, locked_by = NULL", job);
}

function remove(simulation: Simulation, job: Job): Promise<void> {
  return change(simulation, null, job);
}

/** The queue does it itself, past the faults. Without `set` the job goes. */
async function change(simulation: Simulation, set: string | null, { id }: Job): Promise<void> {
  const { arena, scheduler } = simulation;
  const verb = set === null ? "DELETE FROM" : "UPDATE";
  const text = `${verb} graphile_worker._private_jobs ${set ?? ""} WHERE id = $1`;
  // Whoever adds a job may have locked this one.
  const client = await scheduler.aside(() => arena.owner.connect());
  const { processID } = client as unknown as { processID: number };
  const work = () => client.query(text, [id]).finally(() => client.release());
  await scheduler.exchange(() => processID, work);
}

async function sync(simulation: Simulation, lane: Lane, { id }: { id: string }) {
  const findClient = () => {
    const client = simulation.cashrecOf.get(lane.instance);
    if (client === undefined) throw new Error("the instance has no client");
    return Promise.resolve(client);
  };
  const outcome = await runSync(id, { client: findClient });
  note(simulation, lane.name, `the pass is ${outcome}`);
}

export async function scheduled(name: string): Promise<void> {
  // A log of jobs names their id.
  await tasks[name]?.({}, { abortSignal: NEVER, job: { id: "0", attempts: 1 } } as never);
}

/** Like the task, for the centres of this run alone. */
export async function readDue({ centres }: Simulation, cadence: Cadence): Promise<void> {
  if (cadence === "recent" && (await findPause()) !== null) return;
  await resumeAfterPause();
  const clocks = centres.map((id) => Object.assign({ id }, CENTRE_CLOCK));
  for (const due of listDueDays(cadence, clocks, Date.now())) {
    await requestSync(Object.assign({ requestedById: null }, due));
  }
}

export async function createCentres({ arena, centres }: Simulation): Promise<void> {
  await arena.owner.query(
    `INSERT INTO centre (id, name, currency, time_zone, day_starts_at)
     SELECT id, id, 'EUR', $2, $3 FROM unnest($1::text[]) AS id`,
    [centres, CENTRE_CLOCK.timeZone, CENTRE_CLOCK.dayStartsAt],
  );
}
