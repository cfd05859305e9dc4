/** Everything that one run consists of, beside the database. */
import { isConnectionLost } from "@/lib/server/db/failures";
import type { SheetSource } from "@/lib/server/sync/part";
import type { Chance } from "../figures/chance";
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
  /** What was counted. */
  amount: number | null;
  outcome: "waiting" | "acknowledged" | "refused" | "unknown";
  /** A result before the last one was lost. */
  wasUnknown: boolean;
  /** What the result stated. */
  result: unknown;
  /** Whoever is at it. */
  lane: Lane | undefined;
};

export type Simulation = {
  chance: Chance;
  arena: OpenArena;
  scheduler: Scheduler;
  upstream: Upstream;
  /** Whether a connection that dies takes a process of the database with it. */
  endsProcesses: boolean;
  /** Whether Cashrec sends its sheets in pages. */
  isPaged: boolean;
  centres: readonly string[];
  dates: readonly string[];
  instances: readonly Instance[];
  cashrecOf: Map<Instance, SheetSource>;
  planted: Planted | null;
  acts: Act[];
  history: string[];
  lanes: Set<Lane>;
  /** Facts that were in the database at a moment. */
  seen: Set<string>;
  /** The figures of each signature, as they were when it was first seen. */
  signed: Map<string, string[]>;
  /** A transaction ended that may have changed a signed day, and nobody has looked since. */
  mayMove: boolean;
  /** What the run must not do, and did; the first one is the reason of the failure. */
  faults: string[];
  /** Faults of the database are over. */
  isCalm: boolean;
  /** The time at which it begins. */
  startMs: number;
  /** What has passed since, for every clock. */
  passedMs: number;
  /** How far the clock of the database is from the right one. */
  databaseAheadMs: number;
};

/** What the clock of the database says. */
export function databaseNow({ startMs, passedMs, databaseAheadMs }: Simulation): number {
  return startMs + passedMs + databaseAheadMs;
}

const LINE_MAX = 110;
const READ_MAX = 500;

/** Returns what adds an outcome to the line. */
export function note(
  { history }: Simulation,
  who: string,
  what: string,
): (outcome: string) => void {
  const text = what.slice(0, READ_MAX).replaceAll(/\s+/g, " ").trim().slice(0, LINE_MAX);
  const at = history.push(`${String(history.length).padStart(5)}  ${who.padEnd(14)} ${text}`) - 1;
  return (outcome) => {
    history[at] += ` → ${outcome}`;
  };
}

/** A connection that was killed says so in several ways, as the network decides. */
export function describeFailure(error: unknown): string {
  return isConnectionLost(error) ? "its connection is lost" : String(error);
}
