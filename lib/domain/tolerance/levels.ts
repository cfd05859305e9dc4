/** The two levels of a rule as they cross the wire, where an amount is a plain number, and back. */
import { minor } from "../money";
import type { Level, Limit } from "./tolerance";
import type { LevelName, Levels } from "./draft";

type WireLimit = { amountMinor: number; ppm: number };
type WireLevel = { short: WireLimit; over: WireLimit };
export type WireLevels = Record<LevelName, WireLevel>;

export function readLevels({ explain, approve }: WireLevels): Levels {
  return { explain: levelOf(explain), approve: levelOf(approve) };
}

export function writeLevels({ explain, approve }: Levels): WireLevels {
  return { explain: wireLevel(explain), approve: wireLevel(approve) };
}

function levelOf({ short, over }: WireLevel): Level {
  const limit = ({ amountMinor, ppm }: WireLimit) => ({ amount: minor(amountMinor), ppm });
  return { short: limit(short), over: limit(over) };
}

function wireLevel({ short, over }: Level): WireLevel {
  const limit = ({ amount, ppm }: Limit) => ({ amountMinor: amount, ppm });
  return { short: limit(short), over: limit(over) };
}
