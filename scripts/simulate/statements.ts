/** Chooses by seed at which statements a connection dies, and applies a planted mistake. */
import type { Lane } from "./lane";
import { databaseNow, note, type Simulation } from "./simulation";

const DEATH_SHARE = 0.006;
const DEATH_AT_COMMIT_SHARE = 0.04;

/** Returns how many statements went by. */
export function ruleDatabase(simulation: Simulation): () => number {
  const { chance, scheduler, arena } = simulation;
  let statements = 0;
  arena.ruler = {
    scheduler,
    chooseFault: (lane: Lane, text: string) => {
      statements += 1;
      const noted = note(simulation, lane.name, text);
      if (simulation.isCalm) return { fault: "none", noted };
      const share = /\bCOMMIT\b/.test(text) ? DEATH_AT_COMMIT_SHARE : DEATH_SHARE;
      if (!chance.happens(share)) return { fault: "none", noted };
      const fault = chance.pick(["before", "after"] as const);
      note(simulation, lane.name, `the connection dies ${fault} the statement`);
      return { fault, noted };
    },
    now: () => databaseNow(simulation),
    endsProcesses: simulation.endsProcesses,
    rewrite: (text) => {
      const { planted } = simulation;
      return planted?.statement === undefined ? text : planted.statement(text, chance);
    },
  };
  return () => statements;
}
