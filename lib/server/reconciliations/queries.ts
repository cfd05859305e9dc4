import "server-only";

/**
 * Reads reconciliations: lines, totals, changes, and one day. Nothing here writes, and nothing
 * joins what was reported with what was counted: the lines have both already.
 */
import type { TenderList } from "@/lib/contracts/filter-options";
import type * as contract from "@/lib/contracts/reconciliation";
import type { ChangesSearch, PageSearch } from "@/lib/contracts/search";
import { firstOfEach } from "@/lib/domain/group-by";
import { formatDayKey } from "@/lib/domain/keys";
import type { LineFilter } from "@/lib/domain/line-filter";
import type { z } from "zod";
import { holdsAll, type Scope } from "@/lib/domain/permission";
import { AppError, NO_SUCH_CENTRE } from "../app-error";
import type { Reading } from "../as-of/days";
import { readAsOf, type Restore } from "../as-of/moment";
import { sql } from "../db/sql";
import { annotateLines, isAnnotated, type LineNote, listLineNotes } from "./annotate-lines";
import { findDay } from "./day";
import { countChangedDays, findFreshness } from "./freshness";
import { findPage, findRestoredPage, listDaysAhead, listDaysOf } from "./line-page";
import { listDateTotals, listTotals } from "./totals";
import { scopedFilter } from "../line-search/scoped-filter";

type Views = Scope<"reconciliation:view">;

export async function listLines(scope: Views, search: PageSearch): Promise<contract.LineList> {
  const filter = await scopedFilter(scope, search);
  const { sort, limit, cursor, asOf } = search;
  const read = async (restore: Restore | null) => {
    const asked = { filter, sort, limit, cursor };
    const page = restore === null ? findPage(asked) : findRestoredPage(asked, restore);
    // Its days must not be read before.
    if (restore !== null) await page;
    const ahead = listDaysAhead(filter);
    const [{ lines, nextCursor }, notes, days, totals, freshness] = await Promise.all([
      page,
      ahead.length > 0 ? listLineNotes(ahead) : page.then(listNotesOf),
      listDaysOf(page, ahead),
      listTotals(filter),
      findFreshness(filter),
    ]);
    const annotated = await annotateLines(lines, notes, { withCauses: asOf === null });
    return { lines: annotated, days, totals, freshness, nextCursor };
  };
  return readAsOf(asOf, filter, read, readingOf(filter));
}

async function listNotesOf({ lines }: { lines: contract.LineRow[] }): Promise<LineNote[]> {
  const days = firstOfEach(lines.filter(isAnnotated), formatDayKey);
  return days.length === 0 ? [] : listLineNotes(days);
}

/** Which lines are shown depends on what was recorded where a reason is asked for. */
function readingOf({ reasons }: Pick<LineFilter, "reasons">): Reading {
  return reasons.length === 0 ? "page" : "lines";
}

type Changes = z.infer<typeof contract.changesSchema>;

export async function findChanges(scope: Views, search: ChangesSearch): Promise<Changes> {
  const filter = await scopedFilter(scope, search);
  const freshness = await findFreshness(filter);
  const changedDays = await countChangedDays(filter, search.revision, freshness.revision);
  return { freshness, changedDays };
}

export async function listDayTotals(scope: Views, search: LineFilter): Promise<contract.DayTotals> {
  const filter = await scopedFilter(scope, search);
  const read = () => listDateTotals(filter);
  return { rows: await readAsOf(search.asOf, filter, read, readingOf(filter)) };
}

/** As the path of the route has it. */
type DayInput = { centreId: string; date: string };
type DaySearch = DayInput & { asOf?: string | undefined };

/** A day of which nothing is known yet is an empty one, so that the screen can say so. */
export async function getDay(scope: Views, search: DaySearch): Promise<contract.DayDetail> {
  const { centreId, date, asOf } = search;
  const key = { centreId, businessDate: date };
  const span = { centreIds: [centreId], from: date, to: date, readerId: scope.actorId };
  const read = () => findDay(key, scope.actorId);
  // Who signs a day reads it where it is signed.
  const find = () => (asOf === undefined ? read() : readAsOf(asOf, span, read));
  const day = holdsAll(scope, [centreId]) ? await find() : null;
  if (day === null) throw new AppError("NOT_FOUND", NO_SUCH_CENTRE);
  return day;
}

/** These days of a centre are enough to meet every tender in use without scanning the years. */
const TENDER_DAYS_MAX = 5;
/** Of all centres together; each has one day at least. */
const TENDER_CENTRE_DAYS = 2_000;

type TenderRecord = {
  tender_id: string;
  tender_name: string | null;
  tender_kind: TenderList["tenders"][number]["tenderKind"];
};

/** Lists the tenders of each centre's latest days. */
export async function listTenders(scope: Views): Promise<TenderList> {
  const rows = await sql<TenderRecord>(
    `WITH mine AS (SELECT id FROM centre WHERE $1::text[] IS NULL OR id = ANY($1::text[]))
     SELECT l.tender_id, max(l.tender_name) AS tender_name, max(l.tender_kind) AS tender_kind
       FROM mine
      CROSS JOIN LATERAL (
        SELECT d.business_date FROM reconciliation d
         WHERE d.centre_id = mine.id ORDER BY d.business_date DESC
         LIMIT (SELECT greatest(1, least($2::int, $3::int / count(*))) FROM mine)
      ) d
      -- As a join, the planner may read every line that there is.
      CROSS JOIN LATERAL (
        SELECT tender_id, tender_name, tender_kind FROM reconciliation_line
         WHERE centre_id = mine.id AND business_date = d.business_date OFFSET 0
      ) l
      GROUP BY l.tender_id ORDER BY count(*) DESC, l.tender_id`,
    [scope.centreIds, TENDER_DAYS_MAX, TENDER_CENTRE_DAYS],
  );
  return {
    tenders: rows.map((row) => ({
      tenderId: row.tender_id,
      tenderName: row.tender_name,
      tenderKind: row.tender_kind,
    })),
  };
}
