/**
 * Finds what holds in a centre on a date. The nearest takes precedence: what the centre itself has,
 * then the nodes above it from the nearest on, then all centres. Rules and settings are found so.
 */
import { groupBy } from "../group-by";
import { listScopes } from "./node-scope";
import { NO_PATHS, type PathLookup } from "./path-lookup";

export type Version = {
  version: number;
  /** It holds from this business date on. */
  validFrom: string;
  /** From its first day on, the scope has nothing of its own. */
  withdrawn: boolean;
};

export type ScopedVersion = Version & {
  /** It names a centre, a node as "@north", or is "*" for all centres. */
  scopeId: string;
};

/** A function of a centre and a business date. */
export type NearestLookup<V> = (centreId: string, date: string) => V | null;

export function createNearestLookup<V extends ScopedVersion>(
  versions: readonly V[],
  pathOf: PathLookup = NO_PATHS,
): NearestLookup<V> {
  const byScope = groupBy(newestFirst(versions), ({ scopeId }) => scopeId);
  return (centreId, date) =>
    findNearest(listScopes(centreId, pathOf(centreId, date)), (scope) =>
      findInForce(byScope.get(scope), date),
    );
}

/** The scopes are in order from the nearest on. */
export function findNearest<T>(
  scopes: readonly string[],
  find: (scope: string) => T | null,
): T | null {
  for (const scope of scopes) {
    const found = find(scope);
    if (found !== null) return found;
  }
  return null;
}

export function newestFirst<V extends Version>(versions: readonly V[]): V[] {
  return versions.toSorted((one, other) => other.version - one.version);
}

/**
 * Within one scope, the highest version whose first day has come is in force, also when an older
 * one begins on a later date.
 */
export function findInForce<V extends Version>(
  ordered: readonly V[] | undefined,
  date: string,
): V | null {
  const found = ordered?.find(({ validFrom }) => validFrom <= date);
  return found === undefined || found.withdrawn ? null : found;
}
