/**
 * Where small coins are not used, a cash payment is rounded to the smallest coin. Cashrec may not
 * say by how much; then only the largest rounding that can have come together is known, which
 * explains a difference and never changes what is expected.
 */
import { type Minor, minor } from "../money";

/** The smallest coins that are used, in minor units: 0.05, 0.10, 0.50, 1, 5 and 10. */
export const ROUNDING_STEPS = [5, 10, 50, 100, 500, 1_000] as const;

export type RoundingRule = {
  /** "*" for every centre that trades in the currency. */
  centreId: string;
  currency: string;
  version: number;
  /** Cash payments are rounded to a multiple of it; null when they are not rounded. */
  step: Minor | null;
  /** It applies from this business date on. */
  validFrom: string;
};

const EVERY_CENTRE = "*";

type RoundedDay = { centreId: string; currency: string; businessDate: string };

/**
 * A centre's own rule takes precedence over that of its currency, also when it says that nothing is
 * rounded. Of the versions of a rule, the highest whose first day has come is in force.
 */
export function findRoundingStep(
  rules: readonly RoundingRule[],
  { centreId, currency, businessDate }: RoundedDay,
): Minor | null {
  const started = rules
    .filter((rule) => rule.currency === currency && rule.validFrom <= businessDate)
    .toSorted((one, other) => other.version - one.version);
  const own = started.find((rule) => rule.centreId === centreId);
  const usual = started.find((rule) => rule.centreId === EVERY_CENTRE);
  return (own ?? usual)?.step ?? null;
}

/** How payments of one till were rounded, and at most how many. */
export type CashRounding = { step: Minor; receipts: number };

/** A payment is nearer to its rounded amount than half a step, or exactly as near. */
export function computeRoundingBound({ step, receipts }: CashRounding): Minor {
  return minor(receipts * computeHalfStep(step));
}

export function computeHalfStep(step: Minor): Minor {
  return minor(Math.floor(step / 2));
}
