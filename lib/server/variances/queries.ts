import "server-only";

/** What is read about variances. Nothing here writes, and nothing here reads a line. */
import type {
  VarianceFilter,
  VarianceList,
  VarianceRow,
  VarianceSearch,
  VarianceSummary,
} from "@/lib/contracts/variance";
import type { DateRange } from "@/lib/domain/business-date";
import type { Scope } from "@/lib/domain/permission";
import { plusSums, totalsByCurrency, type VarianceGrouping } from "@/lib/domain/variance";
import { comparedRanges, weekdayOf } from "@/lib/domain/variance-compare";
import { readAsOf } from "../as-of/moment";
import { centreNames, namesOf, tillNames } from "./names";
import type { Filter } from "./sources";
import { type KeyedSums, listSums } from "./sums";

export type Views = Scope<"variance:view">;

const KEYS: Record<VarianceGrouping, readonly string[]> = {
  day: ["business_date"],
  centre: ["centre_id"],
  shift: ["shift_id"],
  tender: ["tender_id"],
  weekday: ["business_date"],
  till: ["centre_id", "till_id"],
  "weekday-shift": ["business_date", "shift_id"],
  "centre-day": ["centre_id", "business_date"],
  "centre-tender": ["centre_id", "tender_id"],
};

export async function listVariances(scope: Views, search: VarianceSearch): Promise<VarianceList> {
  const filter = filterOf(scope, search);
  return readAsOf(search.asOf, filter, async () => {
    const sums = await listSums(filter, KEYS[search.by]);
    const rows = await named(sums.map(toRow), filter.centreIds);
    return { rows: search.by.startsWith("weekday") ? byWeekday(rows) : rows };
  });
}

/** The totals of the period, of the one before it, and of the same a year before. */
export async function getVarianceSummary(
  scope: Views,
  search: VarianceFilter,
): Promise<VarianceSummary> {
  const { before, yearBefore } = comparedRanges(search);
  const period = async (range: DateRange) => {
    const filter = filterOf(scope, { ...search, ...range });
    return readAsOf(search.asOf, filter, async () => {
      // By the day where all centres are read at once, by the month of each where some are.
      const keys = filter.centreIds === null ? [] : ["centre_id"];
      const sums = await listSums(filter, keys);
      return { ...range, totals: totalsByCurrency(sums.map((one) => one.sums)) };
    });
  };
  const current = { from: search.from, to: search.to };
  const [now, earlier, lastYear] = await Promise.all([current, before, yearBefore].map(period));
  const none = { ...current, totals: [] };
  return { current: now ?? none, before: earlier ?? none, yearBefore: lastYear ?? none };
}

/** The centres of a search are those it names, as far as the scope reaches. */
export function filterOf(scope: Views, search: VarianceFilter): Filter {
  const { from, to, tenderId, shiftId, tillId, verdict, state, differencesOnly, asOf } = search;
  const all = scope.centreIds;
  const named = search.centreId.length === 0 ? all : search.centreId;
  const centreIds = named?.filter((id) => all === null || all.includes(id)) ?? null;
  const filters = { from, to, tenderId, shiftId, tillId, verdict, state, differencesOnly };
  return { ...filters, centreIds, asOf };
}

function toRow({ keys, sums }: KeyedSums): VarianceRow {
  const { business_date: businessDate, centre_id: centreId } = keys;
  const { shift_id: shiftId, till_id: tillId, tender_id: tenderId } = keys;
  return {
    ...(businessDate === undefined ? {} : { businessDate }),
    ...(centreId === undefined ? {} : { centreId }),
    ...(shiftId === undefined ? {} : { shiftId }),
    ...(tillId === undefined ? {} : { tillId }),
    ...(tenderId === undefined ? {} : { tenderId }),
    ...sums,
  };
}

async function named(
  rows: readonly VarianceRow[],
  centreIds: readonly string[] | null,
): Promise<VarianceRow[]> {
  const shifts = await namesOf("shift", idsOf(rows, "shiftId"), centreIds);
  const tenders = await namesOf("tender", idsOf(rows, "tenderId"), centreIds);
  const centres = await centreNames(idsOf(rows, "centreId"));
  const tills = await tillNames(
    rows.flatMap(({ centreId, tillId }) =>
      centreId === undefined || tillId === undefined ? [] : [{ centreId, tillId }],
    ),
  );
  return rows.map((row) => {
    const { centreId, shiftId, tillId, tenderId } = row;
    const tender = tenderId === undefined ? undefined : tenders.get(tenderId);
    return {
      ...row,
      ...(centreId === undefined ? {} : { centreName: centres.get(centreId) ?? centreId }),
      ...(shiftId === undefined ? {} : { shiftName: shifts.get(shiftId)?.name ?? null }),
      ...(tillId === undefined
        ? {}
        : { tillName: tills.get(`${centreId ?? ""} ${tillId}`) ?? null }),
      ...(tenderId === undefined
        ? {}
        : { tenderName: tender?.name ?? null, tenderKind: tender?.tenderKind ?? null }),
    };
  });
}

function idsOf(rows: readonly VarianceRow[], key: "shiftId" | "tenderId" | "centreId"): string[] {
  return [...new Set(rows.flatMap((row) => row[key] ?? []))];
}

/** Rows of dates, added up by their weekday; the shift and the currency stay apart. */
function byWeekday(rows: readonly VarianceRow[]): VarianceRow[] {
  const groups = new Map<string, VarianceRow>();
  for (const { businessDate, ...row } of rows) {
    const weekday = weekdayOf(businessDate ?? "");
    const id = [weekday, row.shiftId ?? "", row.currency].join("\u0000");
    const held = groups.get(id);
    const sums = held === undefined ? row : plusSums(held, row);
    groups.set(id, { ...row, ...sums, weekday });
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
