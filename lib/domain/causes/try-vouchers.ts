/** Tests whether a few vouchers of one value were lost before the count, or counted twice. */
import type { CauseLine } from "./cause";
import type { Hypothesis, HypothesisInput } from "./hypothesis";

const QUANTITIES = [0.7, 0.2, 0.1];
/** A value that only divides both figures is a guess. */
const GUESSED = 0.4;

export function tryVouchers({ line, difference, scale }: HypothesisInput): Hypothesis[] {
  if (line.tenderKind !== "voucher") return [];
  const units = (line.denominations ?? []).map(({ valueMinor }) => valueMinor);
  return QUANTITIES.flatMap((likelihood, index) => {
    const quantity = index + 1;
    const unit = Math.abs(difference) / quantity;
    const certainty =
      units.length > 0 ? computeKnownShare(units, unit) : computeGuessedShare(line, unit, scale);
    if (certainty === 0) return [];
    return [
      {
        kind: difference < 0 ? "voucher-missing" : "voucher-twice",
        explained: difference,
        evidence: likelihood * certainty,
        facts: { amountMinor: Math.abs(difference), quantity, unitMinor: unit },
      } satisfies Hypothesis,
    ];
  });
}

function computeKnownShare(units: readonly number[], unit: number): number {
  return units.includes(unit) ? 1 / units.length : 0;
}

/** A line of vouchers of one value has figures that this value divides without a remainder. */
function computeGuessedShare(
  { expected, counted }: CauseLine,
  unit: number,
  scale: number,
): number {
  if (!Number.isInteger(unit) || unit < scale || expected === null || counted === null) return 0;
  return expected % unit === 0 && counted % unit === 0 ? GUESSED : 0;
}
