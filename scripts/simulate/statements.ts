/** Chooses by seed at which statements a connection dies, and applies a planted mistake. */
import type { Lane } from "./lane";
import { databaseNow, note, type Simulation } from "./simulation";

const DEATH_SHARE = 0.006;
const DEATH_AT_COMMIT_SHARE = 0.04;

const WRITES_DAYS = /^\s*(INSERT INTO|UPDATE) (reconciliation|cash_sheet|move|till_count)\b/;

/** Returns how many statements went by. */
export function ruleDatabase(simulation: Simulation): () => number {
  const { chance, scheduler, arena } = simulation;
  let statements = 0;
  const writers = new Set<Lane>();
  arena.ruler = {
    scheduler,
    chooseFault: (lane: Lane, text: string) => {
      statements += 1;
      const noted = note(simulation, lane.name, text);
      if (WRITES_DAYS.test(text)) writers.add(lane);
      if (/\bCOMMIT\b/.test(text) && writers.delete(lane)) simulation.mayMove = true;
      if (simulation.isCalm) return { fault: "none", noted };
      const share = /\bCOMMIT\b/.test(text) ? DEATH_AT_COMMIT_SHARE : DEATH_SHARE;
      if (!chance.happens(share)) return { fault: "none", noted };
      const fault = chance.pick(["before", "after"] as const);
      note(simulation, lane.name, `the connection dies ${fault} the statement`);
      return { fault, noted };
    },
    now: () => databaseNow(simulation),
    endsProcesses: simulation.endsProcesses,
    rewrite: (text, isInLane) => {
      const { planted } = simulation;
      const isThere = isInLane || planted?.lasts === true;
      return isThere && planted?.statement !== undefined ? planted.statement(text, chance) : text;
    },
  };
  return () => statements;
}
