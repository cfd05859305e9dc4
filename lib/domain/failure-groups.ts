/**
 * Sums up which centres could not be read. While Cashrec is away this is the same failure of every
 * centre of a group, which is one piece of news and not thousands.
 */
import { groupBy } from "./group-by";

/** The latest failure of a centre. `from` and `to` are business dates, `at` is an ISO instant. */
export type Failure = {
  centreId: string;
  centreName: string;
  from: string;
  to: string;
  code: string;
  message: string;
  at: string;
};

/** Centres with the same failure of the same dates; it has the name of the first one. */
export type FailureGroup = Failure & {
  centreCount: number;
  /** All of them, or the first ones of a large group. */
  centreIds: string[];
};

/** As many centres with the same failure are listed one by one. */
const ONE_BY_ONE_MAX = 3;
const CENTRE_IDS_MAX = 100;
const GROUPS_MAX = 100;

/** Returns at most 100 groups, the largest first, each at the time of its latest failure. */
export function groupFailures(failures: readonly Failure[]): FailureGroup[] {
  return [...groupBy(failures, keyOf).values()]
    .flatMap((alike) => (alike.length > ONE_BY_ONE_MAX ? [alike] : alike.map((one) => [one])))
    .flatMap(toGroup)
    .toSorted((one, other) => other.centreCount - one.centreCount)
    .slice(0, GROUPS_MAX);
}

function keyOf({ code, message, from, to }: Failure): string {
  return JSON.stringify([code, message, from, to]);
}

function toGroup(alike: readonly Failure[]): FailureGroup[] {
  return alike.slice(0, 1).map((first) => ({
    ...first,
    at: alike.reduce((latest, { at }) => (at > latest ? at : latest), first.at),
    centreCount: alike.length,
    centreIds: alike.slice(0, CENTRE_IDS_MAX).map(({ centreId }) => centreId),
  }));
}
