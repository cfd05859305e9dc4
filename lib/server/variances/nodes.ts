import "server-only";

/**
 * Reads the totals of every part of the organisation. Centres that stayed where they were are read
 * from the sums of their months, and only those that moved day by day.
 */
import type { VarianceNodes, VarianceNodesSearch } from "@/lib/contracts/variance-nodes";
import {
  type CentreFigures,
  foldTree,
  listPathPeriods,
  pathAt,
  type PathPeriod,
} from "@/lib/domain/organisation/fold-tree";
import { noSums, plusSums, type VarianceSums } from "@/lib/domain/variance/variance";
import { readAsOf } from "../as-of/moment";
import { listCentreNames } from "../centres/queries";
import { sql } from "../db/sql";
import { narrowsLines } from "../line-search/conditions";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { readHistory } from "../organisation/history";
import { type DayCount, listDayCounts, listSumsWithDays } from "./day-counts";
import type { Views } from "./queries";
import { type KeyedSums, listSums } from "./sums";

type Totals = VarianceSums & { closedDays: number; openDays: number };

export async function getVarianceNodes(
  scope: Views,
  search: VarianceNodesSearch,
): Promise<VarianceNodes> {
  const filter = await scopedFilter(scope, search);
  const history = await readHistory(sql, search.asOf);
  const read = async () => {
    const centreIds = filter.centreIds ?? (await listAllCentres());
    return listFigures(filter, listPathPeriods(history, centreIds, search));
  };
  const rows = await readAsOf(search.asOf, filter, read, "sums");
  const currencies = [...new Set(rows.map(({ figures }) => figures.currency))].toSorted();
  const edges = currencies.flatMap((currency) =>
    foldTree(
      rows.filter(({ figures }) => figures.currency === currency),
      plusTotals,
    ),
  );
  const nodeOf = new Map(history.nodes.map((node) => [node.id, node]));
  const listed = edges.filter(
    ({ centreId, parentId }) => centreId !== null && parentId === (search.below ?? null),
  );
  const names = await listCentreNames(listed.flatMap(({ centreId }) => centreId ?? []));
  return {
    nodes: edges.flatMap(({ nodeId, parentId, centreIds, figures }) => {
      const node = nodeId === null ? undefined : nodeOf.get(nodeId);
      if (node === undefined) return [];
      const { id, name, kind } = node;
      return [{ ...figures, nodeId: id, name, kind, parentId, centres: centreIds.size }];
    }),
    centres: listed.flatMap(({ centreId, parentId, figures }) =>
      centreId === null
        ? []
        : [{ ...figures, centreId, name: names.get(centreId) ?? centreId, parentId }],
    ),
  };
}

type Paths = ReadonlyMap<string, readonly PathPeriod[]>;

async function listFigures(filter: ScopedFilter, paths: Paths): Promise<CentreFigures<Totals>[]> {
  const movedIds = [...paths].flatMap(([id, periods]) => (periods.length > 1 ? [id] : []));
  const isMoved = new Set(movedIds);
  const steady = {
    ...filter,
    centreIds:
      filter.centreIds === null && movedIds.length === 0
        ? null
        : [...paths.keys()].filter((id) => !isMoved.has(id)),
  };
  const [whole, moved] = await Promise.all([
    listWhole(steady),
    movedIds.length === 0 ? [] : listByDate({ ...filter, centreIds: movedIds }),
  ]);
  return [...whole, ...moved].map(({ centreId, businessDate, figures }) => {
    const path = pathAt(paths.get(centreId) ?? [], businessDate ?? filter.to);
    return { centreId, path, figures };
  });
}

/** One statement suffices where every line of a day counts, and it is the days of now. */
async function listWhole(filter: ScopedFilter): Promise<Figures[]> {
  if (filter.asOf === null && !narrowsLines(filter)) {
    const rows = await listSumsWithDays(filter);
    return rows.map(({ centreId, sums, closedDays, openDays }) => {
      return { centreId, businessDate: null, figures: { ...sums, closedDays, openDays } };
    });
  }
  const [sums, days] = await Promise.all([
    listSums(filter, ["centre_id"]),
    listDayCounts(filter, "whole"),
  ]);
  return joinFigures(sums, days);
}

async function listByDate(filter: ScopedFilter): Promise<Figures[]> {
  const [sums, days] = await Promise.all([
    listSums(filter, ["centre_id", "business_date"]),
    listDayCounts(filter, "by date"),
  ]);
  return joinFigures(sums, days);
}

type Figures = { centreId: string; businessDate: string | null; figures: Totals };

/** Counts of days stand beside the sums of the same centre, date and currency. */
function joinFigures(sums: readonly KeyedSums[], days: readonly DayCount[]): Figures[] {
  const joined = new Map<string, Figures>();
  for (const { keys, sums: of } of sums) {
    const { centre_id: centreId = "", business_date: businessDate = null } = keys;
    const figures = { ...of, closedDays: 0, openDays: 0 };
    joined.set(`${centreId} ${businessDate} ${of.currency}`, { centreId, businessDate, figures });
  }
  for (const { centreId, businessDate, currency, closedDays, openDays } of days) {
    const key = `${centreId} ${businessDate} ${currency}`;
    const of = joined.get(key)?.figures ?? noSums(currency);
    joined.set(key, { centreId, businessDate, figures: { ...of, closedDays, openDays } });
  }
  return [...joined.values()];
}

function plusTotals(one: Totals, other: Totals): Totals {
  return {
    ...plusSums(one, other),
    closedDays: one.closedDays + other.closedDays,
    openDays: one.openDays + other.openDays,
  };
}

async function listAllCentres(): Promise<string[]> {
  const rows = await sql<{ id: string }>("SELECT id FROM centre");
  return rows.map(({ id }) => id);
}
