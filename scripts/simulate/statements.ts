/** Chooses by seed at which statements a connection dies, and applies a planted mistake. */
import type { Lane } from "./lane";
import { note, type Simulation } from "./simulation";

const DEATH_SHARE = 0.006;
const DEATH_AT_COMMIT_SHARE = 0.04;

/** Returns how many statements went by. */
export function ruleDatabase(simulation: Simulation): () => number {
  const { chance, scheduler, arena } = simulation;
  let statements = 0;
  arena.ruler = {
    scheduler,
    note: (lane, what) => note(simulation, lane.name, what),
    chooseFault: (lane: Lane, text: string) => {
      statements += 1;
      note(simulation, lane.name, text);
      if (simulation.isCalm) return "none";
      const share = /\bCOMMIT\b/.test(text) ? DEATH_AT_COMMIT_SHARE : DEATH_SHARE;
      if (!chance.happens(share)) return "none";
      const fault = chance.pick(["before", "after"] as const);
      note(simulation, lane.name, `the connection dies ${fault} the statement`);
      return fault;
    },
    rewrite: (text) => {
      const { planted } = simulation;
      return planted?.statement === undefined ? text : planted.statement(text, chance);
    },
  };
  return () => statements;
}
