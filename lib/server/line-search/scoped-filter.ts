import "server-only";

/** Restricts a filter to what its reader may see, and resolves the nodes that it names. */
import type { LineFilter } from "@/lib/domain/line-filter";
import {
  type Absence,
  absencesWithin,
  chooseCentres,
} from "@/lib/domain/organisation/chosen-centres";
import type { Permission, Scope } from "@/lib/domain/permission";
import { refuseArchived } from "../db/archived";
import { sql } from "../db/sql";
import { listReach } from "../organisation/chosen-nodes";

/** `readAsOf` handles the past moment of a filter; the conditions of statements ignore it. */
export type ScopedFilter = Omit<LineFilter, "centreIds"> & {
  /** Null is every centre there is. */
  centreIds: readonly string[] | null;
  /** On these dates a centre of the list was below none of the nodes of the filter. */
  absences: readonly Absence[];
  /** Null is a job of the server. */
  readerId: string | null;
};

/**
 * The centres of a filter are those that it names, restricted to the scope; with nodes, a row
 * counts where its centre was below one of them on its date. Whoever reads days before the filter's
 * own says since when. Days that are archived are refused.
 */
export async function scopedFilter<Filter extends LineFilter>(
  { centreIds: own, actorId: readerId }: Pick<Scope<Permission>, "centreIds" | "actorId">,
  filter: Filter,
  since: string = filter.from,
): Promise<Omit<Filter, "centreIds"> & ScopedFilter> {
  await refuseArchived(since);
  const named = filter.centreIds.length === 0 ? own : filter.centreIds;
  const among = named?.filter((id) => own === null || own.includes(id)) ?? null;
  if (filter.nodeIds.length === 0) return { ...filter, centreIds: among, absences: [], readerId };
  const range = { from: since, to: filter.to };
  const reach = await listReach({ nodeIds: filter.nodeIds, asOf: filter.asOf, range });
  const { centreIds, absences } = chooseCentres({ reach, range, among });
  // The sums over all centres are the fastest, and the top of the tree is every centre.
  const isAll = among === null && absences.length === 0 && (await isEveryCentre(centreIds));
  return { ...filter, centreIds: isAll ? null : centreIds, absences, readerId };
}

async function isEveryCentre(centreIds: readonly string[]): Promise<boolean> {
  const [row] = await sql<{ others: boolean }>(
    "SELECT EXISTS (SELECT FROM centre WHERE id <> ALL ($1::text[])) AS others",
    [centreIds],
  );
  return row?.others === false;
}

/**
 * Divides a filter into the centres that count on every date of it, and those that do not. The
 * first can be read from sums of months.
 */
export function splitByAbsence(
  filter: ScopedFilter,
): [always: ScopedFilter, sometimes: ScopedFilter | null] {
  const absences = absencesWithin(filter.absences, filter);
  if (absences.length === 0) return [{ ...filter, absences }, null];
  const away = new Set(absences.map(({ centreId }) => centreId));
  const ids = filter.centreIds ?? [];
  return [
    { ...filter, centreIds: ids.filter((id) => !away.has(id)), absences: [] },
    { ...filter, centreIds: ids.filter((id) => away.has(id)), absences },
  ];
}
