/**
 * What a page offers of the reader's centres: all of a few, so that a list has them at once. Of
 * many it has the named ones, and the browser asks for those that match what is typed.
 */
import type { Permission } from "../permission";

export const CENTRES_OFFERED_MAX = 300;

export type CentreOffer<Centre> = {
  centres: readonly Centre[];
  /** So many there are. */
  count: number;
  /** The currencies of all of them. */
  currencies: readonly string[];
  /** Of many, the browser finds those in which the reader has it; absent, those they may see. */
  permission?: Permission;
};

export type OfferedCentre = { id: string; name: string; currency?: string; timeZone?: string };

export function offerAll<Centre extends OfferedCentre>(
  centres: readonly Centre[],
): CentreOffer<Centre> {
  const currencies = [...new Set(centres.flatMap(({ currency }) => currency ?? []))];
  return { centres, count: centres.length, currencies };
}

/** Without some of them, the others have to be asked for. */
export function isSearched({ centres, count }: CentreOffer<unknown>): boolean {
  return count > centres.length;
}
