/** Everything that one run consists of, beside the database. */
import type { SheetSource } from "@/lib/server/sync/part";
import type { Chance } from "../chance";
import type { OpenArena } from "./arena";
import type { Instance, Lane } from "./lane";
import type { Planted } from "./planted";
import type { Scheduler } from "./scheduler";
import type { Upstream } from "./upstream";

export type ActKind = "count" | "explanation" | "move" | "tolerance" | "period";

/** What somebody asked for, and what they were given. */
export type Act = {
  /** It is a part of what is stored, so that the row and the entry of the trail can be found. */
  id: number;
  kind: ActKind;
  centreId: string;
  date: string;
  what: string;
  outcome: "waiting" | "acknowledged" | "refused" | "unknown";
  /** An result before the last one was lost. */
  wasUnknown: boolean;
  /** What the result stated. */
  result: unknown;
  /** Whoever is at it. */
  lane: Lane | undefined;
};

export type Simulation = {
  seed: number;
  chance: Chance;
  arena: OpenArena;
  scheduler: Scheduler;
  upstream: Upstream;
  centres: readonly string[];
  dates: readonly string[];
  instances: readonly Instance[];
  cashrecOf: Map<Instance, SheetSource>;
  planted: Planted | null;
  acts: Act[];
  history: string[];
  lanes: Set<Lane>;
  /** Jobs that a lane is working on. */
  runningJobs: Map<string, Lane>;
  /** What the run must not do, and did; the first one is the reason of the failure. */
  faults: string[];
  /** Faults of the database are over. */
  isCalm: boolean;
  /** Time that passed at once, for every clock. */
  passedMs: number;
};

export function note(simulation: Simulation, who: string, what: string): void {
  const text = what.replaceAll(/\s+/g, " ").slice(0, 110);
  simulation.history.push(
    `${String(simulation.history.length).padStart(5)}  ${who.padEnd(14)} ${text}`,
  );
}
