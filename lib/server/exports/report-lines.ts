import "server-only";

/**
 * Reads the lines of a report, some days at a time. At most three pages are buffered, of which two
 * are still being read. A file that reads its lines once holds no connection between them, so that
 * a slow download costs the server little.
 */
import type { ReportLine } from "@/lib/domain/report/report";
import { type Moment, streamAsOf, streamAt } from "../as-of/moment";
import { readingElsewhere } from "../db/replica";
import { areOthersPresent, giveWay, mapInSteps } from "../give-way";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { listAnnotations } from "./report-annotations";
import { type ReportDay, reportDays } from "./report-days";
import { listDayLines, toReportLine } from "./report-day-lines";

/**
 * A page is processed before V8 moves it to the old generation: pages of twice this size take
 * longer.
 */
const PAGE_LINES = 1_000;
const FIRST_DAYS = 50;
const DAYS_MAX = 1_000;
/**
 * These pages are read ahead while one becomes a file; with fewer, the file sometimes waits for the
 * database. While others are present none is: three statements at once would keep every processor
 * from them.
 */
const PAGES_AHEAD = 2;

/**
 * Lines are as known at the filter's moment, where it names one. A file that reads them several
 * times opens one moment for all of it; otherwise what is stored meanwhile would be in one part of
 * the file alone.
 */
export function reportPages(filter: ScopedFilter, moment?: Moment): AsyncGenerator<ReportLine[]> {
  return moment === undefined
    ? streamAsOf(filter.asOf, filter, () => pagesOf(filter))
    : streamAt(moment, () => pagesOf(filter));
}

/**
 * The database reads the next pages while this one becomes a file. It does not at a past moment,
 * because a reader who stops returns the connection, which must not be used afterwards.
 */
async function* pagesOf(filter: ScopedFilter): AsyncGenerator<ReportLine[]> {
  const isNow = filter.asOf == null;
  const size = { days: FIRST_DAYS };
  const days = reportDays(filter, size);
  const pending: Promise<ReportLine[] | null>[] = [];
  for (;;) {
    const ahead = isNow && !areOthersPresent() ? PAGES_AHEAD : 0;
    while (pending.length <= ahead) pending.push(readNext(filter, days, size));
    const lines = await pending.shift();
    if (lines == null) return;
    if (lines.length > 0) yield lines;
  }
}

/**
 * Returns null after the last page. Whoever awaits the page gets its error; otherwise it is
 * ignored.
 */
function readNext(
  filter: ScopedFilter,
  days: AsyncGenerator<ReportDay[]>,
  size: { days: number },
): Promise<ReportLine[] | null> {
  const page = days.next().then(async ({ done, value }) => {
    if (done === true) return null;
    await giveWay();
    const [records, annotations] = await readingElsewhere(() =>
      Promise.all([listDayLines(filter, value), listAnnotations(value)]),
    );
    await giveWay();
    const days = await mapInSteps(records, (day) =>
      day.lines.map((values) => toReportLine(day, values, annotations)),
    );
    const lines = days.flat();
    // A page takes as many days as have a page of lines: with a single tender, each has few lines.
    const enough = Math.ceil((PAGE_LINES * value.length) / Math.max(lines.length, 1));
    size.days = Math.min(enough, DAYS_MAX);
    return lines;
  });
  page.catch(() => undefined);
  return page;
}
