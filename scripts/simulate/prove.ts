/** The proof of the simulator: it finds mistakes that are planted on purpose. */
import type { OpenArena } from "./arena";
import type { Planted } from "./planted";
import { type RunResult, simulate } from "./run";

type Proof = {
  /** The first seed. */
  from: number;
  runsMax: number;
  /** Which seeds are clean without a mistake, as far as that is known. */
  isClean: Map<number, boolean>;
};

/**
 * A mistake is found when a run fails with it, and the same run is clean without it. Most runs do
 * not meet it, and need not be made without it.
 */
export async function findPlanted(
  arena: OpenArena,
  planted: Planted,
  { from, runsMax, isClean }: Proof,
): Promise<RunResult | null> {
  for (let seed = from; seed < from + runsMax; seed += 1) {
    if (isClean.get(seed) === false) continue;
    const result = await simulate(arena, seed, planted);
    if (result.faults.length === 0) continue;
    const clean = isClean.get(seed) ?? (await simulate(arena, seed)).faults.length === 0;
    isClean.set(seed, clean);
    if (clean) return result;
  }
  return null;
}
