/** Converts the two levels of a rule to the wire, where an amount is a plain number, and back. */
import { minor } from "../money";
import type { Level, Limit } from "./tolerance";
import type { LevelName, Levels } from "./draft";

type WireLimit = { amountMinor: number; ppm: number };
type WireLevel = { short: WireLimit; over: WireLimit };
export type WireLevels = Record<LevelName, WireLevel>;

export function readLevels({ explain, approve }: WireLevels): Levels {
  return { explain: readLevel(explain), approve: readLevel(approve) };
}

export function writeLevels({ explain, approve }: Levels): WireLevels {
  return { explain: writeLevel(explain), approve: writeLevel(approve) };
}

function readLevel({ short, over }: WireLevel): Level {
  const limit = ({ amountMinor, ppm }: WireLimit) => ({ amount: minor(amountMinor), ppm });
  return { short: limit(short), over: limit(over) };
}

function writeLevel({ short, over }: Level): WireLevel {
  const limit = ({ amount, ppm }: Limit) => ({ amountMinor: amount, ppm });
  return { short: limit(short), over: limit(over) };
}
