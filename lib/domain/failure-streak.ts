/**
 * Tells a centre that fails from a Cashrec that fails. Of requests that failed one after another,
 * two that share no centre can't have failed because of the same one: as many of them as there are,
 * so many centres fail at least.
 */
export type FailureStreak = {
  failures: number;
  /** The centres of failed requests, of which no two share one. */
  apart: readonly (readonly string[])[];
};

export const NO_FAILURES: FailureStreak = { failures: 0, apart: [] };

/** With so many failing centres, Cashrec itself may fail, and so many leave no doubt. */
const SUSPECT_MIN = 3;
const CERTAIN_MIN = 20;

export function addFailure(
  { failures, apart }: FailureStreak,
  centreIds: readonly string[],
): FailureStreak {
  return { failures: failures + 1, apart: addRequest(apart, centreIds) };
}

export function isSuspected({ apart }: FailureStreak, knownCentres: number): boolean {
  return apart.length >= Math.min(SUSPECT_MIN, knownCentres);
}

/** Where there are fewer centres, all of them fail. */
export function isEverywhere({ apart }: FailureStreak, knownCentres: number): boolean {
  return apart.length >= Math.min(CERTAIN_MIN, knownCentres);
}

/** A request for some of the centres of another one says more precisely which of them fail. */
function addRequest(
  apart: FailureStreak["apart"],
  centreIds: readonly string[],
): FailureStreak["apart"] {
  if (centreIds.length === 0) return apart;
  const asked = new Set(centreIds);
  const shared = apart.filter((each) => each.some((id) => asked.has(id)));
  const [wider] = shared;
  if (wider === undefined) return [...apart, centreIds];
  const isPart = shared.length === 1 && centreIds.every((id) => wider.includes(id));
  return isPart ? apart.map((each) => (each === wider ? centreIds : each)) : apart;
}
