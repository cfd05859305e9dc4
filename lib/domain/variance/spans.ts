/**
 * Divides a period into spans of whole weeks, counted back from its last day: the latest span is
 * always whole, so that a week that has only started never looks like an improvement. The earliest
 * may be shorter.
 */
import { addDays, countRangeDays, type DateRange } from "../business-date";

/** A period of more days than these is divided into spans of four weeks. */
const DAYS_BY_WEEK_MAX = 91;
const WEEK = 7;

export function chooseSpanDays(range: DateRange): number {
  return countRangeDays(range) > DAYS_BY_WEEK_MAX ? 4 * WEEK : WEEK;
}

/** Lists the spans, the earliest first. */
export function listSpans({ from, to }: DateRange, spanDays: number): DateRange[] {
  const spans: DateRange[] = [];
  for (let last = to; last >= from; last = addDays(last, -spanDays)) {
    const first = addDays(last, 1 - spanDays);
    spans.unshift({ from: first < from ? from : first, to: last });
  }
  return spans;
}
