/**
 * A day on its way from its counts to its signatures, and what happens to it afterwards: late
 * counts, sheets that change, acceptances, and reopenings.
 */
import { sql } from "@/lib/server/db/sql";
import { count, type Day, explain, move, seeLines } from "./acts";
import { chooseJob, readDue, runJob } from "./jobs";
import type { Lane } from "./lane";
import { note, type Simulation } from "./simulation";
import type { Toss } from "./toss";
import { makeTills } from "./truth";

const ROUNDS = 4;
const EVENTS_MAX = 4;
const EVENTS = { change: 5, "late count": 3, acceptance: 1, reopening: 1 };
const ACCEPTED_SHARE = 0.7;

/**
 * Somebody counts what is missing, others explain, review, approve and close, and try again when
 * others were faster. As long as no day is known, somebody reads.
 */
export async function signOff(simulation: Simulation, toss: Toss, lane: Lane): Promise<void> {
  const { chance } = simulation;
  const day = await findDay(simulation);
  if (day === null) return runSome(simulation, lane);
  for (let round = 0; round < ROUNDS; round += 1) {
    const [counter, explainer, reviewer, approver, closer] = toss.people();
    for (const line of await seeLines(day)) {
      if (line.counted !== null || line.expected === null) continue;
      const amount = line.expected + (chance.happens(0.7) ? 0 : chance.whole(-3_000, 3_000));
      await count(simulation, counter, day, Object.assign({}, line, { amount }));
    }
    for (const line of await seeLines(day)) {
      if (line.verdict !== "matched") await explain(simulation, explainer, day, line);
    }
    if (!(await move(simulation, reviewer, day, "review"))) continue;
    if (chance.happens(0.8)) await move(simulation, approver, day, "approval");
    if (chance.happens(0.8)) await move(simulation, closer, day, "closure");
    return followSigned(simulation, toss, { day, lane });
  }
}

async function findDay({ chance }: Simulation): Promise<Day | null> {
  const days = await sql<Day>(
    `SELECT centre_id AS "centreId", business_date AS date FROM reconciliation
      WHERE state = 'open' ORDER BY centre_id, business_date`,
  );
  return days.length === 0 ? null : chance.pick(days);
}

async function followSigned(
  simulation: Simulation,
  toss: Toss,
  { day, lane }: { day: Day; lane: Lane },
): Promise<void> {
  const { chance } = simulation;
  for (let events = chance.whole(0, EVENTS_MAX); events > 0; events -= 1) {
    const by = toss.person();
    const event = chance.weighted<keyof typeof EVENTS>(EVENTS);
    if (event === "late count") await count(simulation, by, day, toss.count(day));
    else if (event !== "change") await move(simulation, by, day, event);
    else {
      changeSheet(simulation, day);
      await readDue(simulation, day.date === simulation.dates[0] ? "week" : "recent");
      await runSome(simulation, lane);
      if (chance.happens(ACCEPTED_SHARE)) await move(simulation, by, day, "acceptance");
    }
  }
}

/** Cashrec changes its mind. */
export function changeSheet(simulation: Simulation, { centreId, date }: Day): void {
  const found = simulation.upstream.days.find(
    (one) => one.centreId === centreId && one.date === date,
  );
  if (found === undefined) return;
  found.earlier.push(found.tills);
  found.tills = makeTills(simulation.chance);
  note(simulation, "Cashrec", `has another sheet of ${centreId} on ${date}`);
}

async function runSome(simulation: Simulation, lane: Lane): Promise<void> {
  const job = await chooseJob(simulation);
  if (job !== null) await runJob(simulation, lane, job);
}
