/**
 * One run: people, jobs and faults by seed, then a calm end in which everything comes to rest, and
 * the comparison with what must be true.
 */
import { createHash } from "node:crypto";
import { addDays } from "@/lib/domain/business-date";
import { createChance } from "../figures/chance";
import type { OpenArena } from "./arena";
import { checkEnd } from "./checks";
import { replaceProcessClock } from "./clock";
import { startInstance } from "./instances";
import { createCentres } from "./jobs";
import type { Instance } from "./lane";
import { simulateLanes } from "./lanes";
import { bringToRest } from "./rest";
import type { Planted } from "./planted";
import { createScheduler } from "./scheduler";
import { replaceRandom } from "./random";
import { replaceTimers } from "./timers";
import { makeTills } from "./truth";
import { createUpstream } from "./upstream";
import { note, type Simulation } from "./simulation";
import { ruleDatabase } from "./statements";

const DATES = 200;
const FIRST_DAY = "2026-03-02";
const STARTS_AT = "T08:00:00Z";
const DAYS_BETWEEN = 10;
const PROCESSES_EVERY = 10;

/** So many runs follow each other before the database is as it was at the beginning. */
const GROUP_RUNS = 20;

/** Seeds begin with 1. */
export function findFirstOfGroup(seed: number): number {
  return seed - ((seed - 1) % GROUP_RUNS);
}

/** Whether connections of its run die with their process, which takes longer. */
export function endsProcesses(seed: number): boolean {
  return seed % PROCESSES_EVERY === 0;
}

export type RunResult = {
  seed: number;
  faults: string[];
  history: string[];
  /** Two runs of a seed have the same one. */
  hash: string;
  acts: number;
  statements: number;
};

export async function simulate(
  arena: OpenArena,
  seed: number,
  planted: Planted | null = null,
  hasProcessesEnd = endsProcesses(seed),
): Promise<RunResult> {
  const chance = createChance(seed);
  const scheduler = createScheduler(chance, arena.listBlockers);
  const today = addDays(FIRST_DAY, (seed % DATES) * DAYS_BETWEEN);
  const dates = [addDays(today, -2), addDays(today, -1), today];
  const centres = chance.happens(0.5) ? [`S${seed}a`] : [`S${seed}a`, `S${seed}b`];
  const days = centres.flatMap((centreId) =>
    dates.map((date) => ({ centreId, date, tills: makeTills(chance), earlier: [] })),
  );
  const isPaged = chance.happens(0.3);
  const instances: Instance[] = [
    { number: 1, aheadMs: 0 },
    { number: 2, aheadMs: 0 },
  ];
  const simulation: Simulation = {
    chance,
    arena,
    scheduler,
    upstream: createUpstream({
      chance,
      days,
      gate: () => scheduler.gate(),
      note: (what) => note(simulation, scheduler.current.getStore()?.name ?? "", what),
    }),
    endsProcesses: hasProcessesEnd,
    isPaged,
    centres,
    dates,
    instances,
    cashrecOf: new Map(),
    planted,
    acts: [],
    history: [],
    lanes: new Set(),
    seen: new Set(),
    signed: new Map(),
    mayMove: false,
    faults: [],
    isCalm: false,
    startMs: Date.parse(`${today}${STARTS_AT}`),
    passedMs: 0,
    databaseAheadMs: 0,
  };
  const { startMs } = simulation;
  await arena.reset();
  let statements = () => 0;
  const replaced = [
    replaceProcessClock(
      () => startMs + simulation.passedMs + (scheduler.current.getStore()?.instance.aheadMs ?? 0),
    ),
    replaceRandom(scheduler, chance),
    replaceTimers(scheduler),
  ];
  try {
    statements = ruleDatabase(simulation);
    await createCentres(simulation);
    for (const instance of instances) startInstance(simulation, instance);
    await simulateLanes(simulation);
    await bringToRest(simulation);
    await checkEnd(simulation);
  } catch (error) {
    simulation.faults.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    arena.ruler = null;
    for (const one of replaced) one.restore();
    scheduler.end();
  }
  const { faults, history } = simulation;
  const hash = createHash("sha256").update(history.join("\n")).digest("hex").slice(0, 12);
  return { seed, faults, history, hash, acts: simulation.acts.length, statements: statements() };
}
