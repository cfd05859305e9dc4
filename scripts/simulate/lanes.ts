/** Starts people, jobs and events by seed, and lets them get into each other's way. */
import { checkSigned } from "./check-signed";
import { endConnections } from "./end-connections";
import { createToss, type Toss } from "./toss";
import { count, changeRule, explain, move, period, seeLines } from "./acts";
import { chooseJob, readDue, runJob, SCHEDULED, scheduled } from "./jobs";
import type { Lane } from "./lane";
import { startInstance } from "./instances";
import { look } from "./look";
import { changeSheet, signOff } from "./sign-off";
import { describeFailure, note, type Simulation } from "./simulation";

const LANES_MAX = 5;
const BEGINNINGS_MAX = 18;
const STEPS_MAX = 6_000;
const LOOK_SHARE = 0.015;
/** What passes with a step. */
const STEPS_MS = [0, 1, 1, 2, 5, 40] as const;

function hasLeft({ lanes }: Simulation): boolean {
  return lanes.size > 0;
}

/** Nothing can be counted before something is asked for. */
const FIRST = ["week", "recent"] as const;

type Work = (lane: Lane) => Promise<void>;

export async function simulateLanes(simulation: Simulation): Promise<void> {
  const { chance, scheduler } = simulation;
  const toss = createToss(simulation);
  let numbers = 0;
  const begin = (name: string, work: Work) => {
    numbers += 1;
    const instance = chance.pick(simulation.instances);
    const lane: Lane = {
      number: numbers,
      name: `${name} ${instance.number}.${numbers}`,
      instance,
      isDropped: false,
      isOver: false,
      gates: 0,
    };
    simulation.lanes.add(lane);
    void scheduler.current.run(lane, async () => {
      await scheduler.gate();
      await work(lane).catch((error: unknown) =>
        note(simulation, lane.name, `ends: ${describeFailure(error)}`),
      );
      lane.isOver = true;
      simulation.lanes.delete(lane);
    });
  };
  let beginnings = 0;
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const mayBegin = beginnings < BEGINNINGS_MAX && simulation.lanes.size < LANES_MAX;
    if (mayBegin && (simulation.lanes.size === 0 || chance.happens(0.08))) {
      beginnings += 1;
      const cadence = FIRST[beginnings - 1];
      if (cadence === undefined) await beginSomething(simulation, begin, toss);
      else begin("job", () => readDue(simulation, cadence));
      continue;
    }
    if (chance.happens(0.006)) await happen(simulation);
    if (chance.happens(LOOK_SHARE)) await look(simulation);
    if (simulation.lanes.size === 0) return;
    simulation.passedMs += chance.pick(STEPS_MS);
    const gone = await scheduler.step();
    if (simulation.mayMove) await checkSigned(simulation);
    if (gone === null && hasLeft(simulation)) {
      const names = [...simulation.lanes].map(({ name }) => name).join(", ");
      throw new Error(`nobody goes on, and ${names} did not end`);
    }
  }
  throw new Error(`the run did not end within ${STEPS_MAX} steps`);
}

const BEGINNINGS = {
  day: 9,
  count: 4,
  explain: 2,
  move: 3,
  rule: 1,
  period: 1,
  due: 3,
  job: 8,
  scheduled: 2,
  change: 3,
};

async function beginSomething(
  simulation: Simulation,
  begin: (name: string, work: Work) => void,
  toss: Toss,
): Promise<void> {
  const { chance } = simulation;
  const day = toss.day();
  const by = toss.person();
  switch (chance.weighted<keyof typeof BEGINNINGS>(BEGINNINGS)) {
    case "day":
      return begin("day", (lane) => signOff(simulation, toss, lane));
    case "count":
      return begin("person", () => count(simulation, by, day, toss.count(day)));
    case "explain":
      return begin("person", async () => {
        const lines = await seeLines(day);
        if (lines.length > 0) await explain(simulation, by, day, chance.pick(lines));
      });
    case "move":
      return begin("person", async () => void (await move(simulation, by, day, toss.move())));
    case "rule":
      return begin("person", () => changeRule(simulation, by, day, chance.pick([0, 200, 5_000])));
    case "period":
      return begin("person", () =>
        period(simulation, by, day, chance.pick(["closed", "reopened"] as const)),
      );
    case "due":
      return begin("job", () => readDue(simulation, chance.pick(["recent", "week"] as const)));
    case "scheduled": {
      const name = chance.pick(SCHEDULED);
      return begin(name, () => scheduled(name));
    }
    case "change":
      return changeSheet(simulation, day);
    case "job": {
      const job = await chooseJob(simulation);
      if (job === null) return begin("job", () => readDue(simulation, "week"));
      return begin(job.task, (lane) => runJob(simulation, lane, job));
    }
  }
}

const EVENTS = {
  crash: 4,
  killed: 3,
  "all killed": 1,
  clock: 2,
  "our clock": 3,
};

async function happen(simulation: Simulation): Promise<void> {
  const { chance } = simulation;
  const event = chance.weighted<keyof typeof EVENTS>(EVENTS);
  const lanes = [...simulation.lanes].toSorted((one, other) => one.number - other.number);
  if (event === "clock") {
    const seconds = chance.pick([-3_600, -30, 30, 3_600]);
    note(simulation, "database", `its clock jumps by ${seconds} s`);
    simulation.databaseAheadMs += seconds * 1_000;
    return;
  }
  if (event === "our clock") {
    const instance = chance.pick(simulation.instances);
    instance.aheadMs += chance.pick([-86_400_000, -3_600_000, 60_000, 3_600_000, 86_400_000]);
    note(simulation, `instance ${instance.number}`, "its clock jumps");
    return;
  }
  if (lanes.length === 0) return;
  if (event === "crash") {
    const instance = chance.pick(simulation.instances);
    await drop(
      simulation,
      lanes.filter((lane) => lane.instance === instance),
    );
    return startInstance(simulation, instance);
  }
  await killConnections(simulation, event === "killed" ? [chance.pick(lanes)] : lanes);
}

/** Their process is gone: nothing of it goes on, and the database rolls back what it began. */
async function drop(simulation: Simulation, lanes: readonly Lane[]): Promise<void> {
  for (const lane of lanes) {
    note(simulation, lane.name, "its process dies");
    simulation.scheduler.drop(lane);
  }
  await killConnections(simulation, lanes);
  for (const lane of lanes) simulation.lanes.delete(lane);
  for (const act of simulation.acts) {
    const isTheirs = act.lane !== undefined && lanes.includes(act.lane);
    if (act.outcome === "waiting" && isTheirs) act.outcome = "unknown";
  }
}

async function killConnections(simulation: Simulation, lanes: readonly Lane[]): Promise<void> {
  const { arena, scheduler } = simulation;
  const theirs = lanes.map((lane) => [...arena.pool.open].filter((one) => one.lane === lane));
  for (const [at, { length }] of theirs.entries()) {
    if (length > 0) note(simulation, lanes[at]?.name ?? "", `${length} connections are terminated`);
  }
  await endConnections(theirs.flat(), arena.listBlockers);
  await scheduler.settle();
}
