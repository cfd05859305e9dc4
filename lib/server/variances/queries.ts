import "server-only";

/** Reads variances. Nothing here writes, and nothing here reads a line. */
import type {
  VarianceList,
  VarianceRow,
  VarianceSearch,
  VarianceSummary,
} from "@/lib/contracts/variance";
import type { DateRange } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import type { Scope } from "@/lib/domain/permission";
import { totalsByCurrency, type VarianceGrouping } from "@/lib/domain/variance/variance";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { readAsOf } from "../as-of/moment";
import { findArchivedUntil } from "../db/archived";
import { listCentreNames } from "../centres/queries";
import { mapInSteps } from "../give-way";
import { type ScopedFilter, scopedFilter } from "../line-search/scoped-filter";
import { countReadDays } from "../line-search/reading";
import { namesOf, tillNames } from "./names";
import { listCentresWithSales } from "./sales";
import { type KeyedSums, listSums } from "./sums";

export type Views = Scope<"variance:view">;

const KEYS: Record<VarianceGrouping, readonly string[]> = {
  day: ["business_date"],
  centre: ["centre_id"],
  shift: ["shift_id"],
  tender: ["tender_id"],
  weekday: ["weekday"],
  till: ["centre_id", "till_id"],
  "weekday-shift": ["weekday", "shift_id"],
  "centre-day": ["centre_id", "business_date"],
  "centre-tender": ["centre_id", "tender_id"],
};

export async function listVariances(scope: Views, search: VarianceSearch): Promise<VarianceList> {
  const filter = await scopedFilter(scope, search);
  const read = async () => {
    const rows = await listRows(filter, search.by);
    return { rows: await mapInSteps(rows, await naming(rows, filter.centreIds)) };
  };
  return readAsOf(search.asOf, filter, read, "sums");
}

async function listRows(filter: ScopedFilter, by: VarianceGrouping): Promise<VarianceRow[]> {
  if (by === "centre") return listCentresWithSales(filter);
  return (await listSums(filter, KEYS[by])).map(toRow);
}

/** Returns the totals of the period, of the one before it, and of the same a year before. */
export async function getVarianceSummary(
  scope: Views,
  search: LineFilter,
): Promise<VarianceSummary> {
  const { before, yearBefore } = computeComparedRanges(search);
  const current = { from: search.from, to: search.to };
  const period = async (range: DateRange) => {
    // With what is archived, nothing is compared.
    if (range !== current && (await findArchivedUntil(range.from)) !== null) {
      return { ...range, totals: [] };
    }
    const filter = await scopedFilter(scope, { ...search, ...range });
    // Sums are read by the day for all centres at once, and by the month for each of a few.
    const keys = filter.centreIds === null ? [] : ["centre_id"];
    const sums = await readAsOf(search.asOf, filter, () => listSums(filter, keys), "sums");
    return { ...range, totals: totalsByCurrency(sums.map((one) => one.sums)) };
  };
  const [reading, now, earlier, lastYear] = await Promise.all([
    countReadDays(await scopedFilter(scope, search)),
    period(current),
    period(before),
    period(yearBefore),
  ]);
  const { centreDays, unreadDays, unreadCentres, unreadCentreCount } = reading;
  return {
    current: now,
    before: earlier,
    yearBefore: lastYear,
    reading: { centreDays, unreadDays, unreadCentres, unreadCentreCount },
  };
}

/** Properties are assigned one by one, because there may be tens of thousands. */
function toRow({ keys, sums }: KeyedSums): VarianceRow {
  const row: VarianceRow = { ...sums };
  const { business_date: businessDate, centre_id: centreId, weekday } = keys;
  const { shift_id: shiftId, till_id: tillId, tender_id: tenderId } = keys;
  if (businessDate !== undefined) row.businessDate = businessDate;
  if (centreId !== undefined) row.centreId = centreId;
  if (shiftId !== undefined) row.shiftId = shiftId;
  if (tillId !== undefined) row.tillId = tillId;
  if (tenderId !== undefined) row.tenderId = tenderId;
  if (weekday !== undefined) row.weekday = Number(weekday);
  return row;
}

async function naming(rows: readonly VarianceRow[], centreIds: readonly string[] | null) {
  const shifts = await namesOf("shift", idsOf(rows, "shiftId"), centreIds);
  const tenders = await namesOf("tender", idsOf(rows, "tenderId"), centreIds);
  const centres = await listCentreNames(idsOf(rows, "centreId"));
  const tills = await tillNames(
    rows.flatMap(({ centreId, tillId }) =>
      centreId === undefined || tillId === undefined ? [] : [{ centreId, tillId }],
    ),
  );
  return (row: VarianceRow): VarianceRow => {
    const { centreId = "", shiftId, tillId, tenderId } = row;
    if (row.centreId !== undefined) row.centreName = centres.get(centreId) ?? centreId;
    if (shiftId !== undefined) row.shiftName = shifts.get(shiftId)?.name ?? null;
    if (tillId !== undefined) row.tillName = tills.get(`${centreId} ${tillId}`) ?? null;
    if (tenderId === undefined) return row;
    const tender = tenders.get(tenderId);
    row.tenderName = tender?.name ?? null;
    row.tenderKind = tender?.tenderKind ?? null;
    return row;
  };
}

function idsOf(rows: readonly VarianceRow[], key: "shiftId" | "tenderId" | "centreId"): string[] {
  return [...new Set(rows.map((row) => row[key]))].filter((id) => id !== undefined);
}
