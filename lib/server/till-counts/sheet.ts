import "server-only";

/**
 * What a counter may fill in for one centre and date: shifts, tills and tenders, with the counts in
 * force. Only names and ids of lines are read. A figure that Cashrec expects, a difference or a
 * verdict never enters this answer, because the count must be blind.
 */
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { CountSheet } from "@/lib/contracts/till-count";
import type { Scope } from "@/lib/domain/permission";
import { getCentre } from "../centres/queries";
import type { DayKey } from "../db/advisory-lock";
import { sql } from "../db/sql";
import { getDayState } from "./days";
import { listCountsInForce } from "./queries";

/** How far back the tills of a day are looked for, while Cashrec has no sheet of the day itself. */
const LOOK_BACK_DAYS_MAX = 60;

type Shift = CountSheet["shifts"][number];
type Tender = Shift["tenders"][number];

type NamedLine = {
  shift_id: string;
  shift_name: string | null;
  till_id: string;
  till_name: string | null;
  tender_id: string;
  tender_name: string | null;
  tender_kind: Tender["kind"];
};

export async function getCountSheet(
  scope: Scope<"till-count:view">,
  day: DayKey,
): Promise<CountSheet> {
  const centre = await getCentre(scope, day.centreId);
  const [state, lines, shapeFrom, counts] = await Promise.all([
    getDayState(sql, day),
    listNames(day),
    findShapeDate(day),
    listCountsInForce(day),
  ]);
  const shape = shapeFrom === null ? [] : await listNames({ ...day, businessDate: shapeFrom });
  // The shape knows the names of what the day itself has only counted.
  const reported = shape.filter(({ tender_kind }) => tender_kind !== null);
  return {
    ...{ centreId: centre.id, centreName: centre.name, businessDate: day.businessDate },
    ...{ currency: centre.currency, timeZone: centre.timeZone },
    state: state as CountSheet["state"],
    shapeFrom: reported.length === 0 ? null : shapeFrom,
    shifts: shiftsOf([...reported, ...lines], counts),
  };
}

async function listNames({ centreId, businessDate }: DayKey): Promise<NamedLine[]> {
  return sql<NamedLine>(
    `SELECT shift_id, shift_name, till_id, till_name, tender_id, tender_name, tender_kind
     FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2`,
    [centreId, businessDate],
  );
}

/** The last earlier day with a sheet; null when the day has one itself. */
async function findShapeDate({ centreId, businessDate }: DayKey): Promise<string | null> {
  const [found] = await sql<{ business_date: string }>(
    `SELECT business_date FROM reconciliation
     WHERE centre_id = $1 AND sheet_version > 0 AND business_date < $2
       AND business_date >= to_char($2::date - $3::int, 'YYYY-MM-DD')
       AND NOT EXISTS (SELECT FROM cash_sheet s
         WHERE s.centre_id = $1 AND s.business_date = $2 AND s.version > 0)
     ORDER BY business_date DESC LIMIT 1`,
    [centreId, businessDate, LOOK_BACK_DAYS_MAX],
  );
  return found?.business_date ?? null;
}

function shiftsOf(lines: NamedLine[], counts: CountVersion[]): Shift[] {
  const shifts = new Map<string, Shift & { byTender: Map<string, Tender> }>();
  const place = (line: NamedLine, count: CountVersion | null) => {
    const id = JSON.stringify([line.shift_id, line.till_id]);
    const shift = shifts.get(id) ?? emptyShift(line);
    shifts.set(id, shift);
    shift.shiftName ??= line.shift_name;
    shift.tillName ??= line.till_name;
    const tender = shift.byTender.get(line.tender_id) ?? uncounted(line);
    shift.byTender.set(line.tender_id, tender);
    tender.tenderName ??= line.tender_name;
    tender.kind ??= line.tender_kind;
    if (count !== null) Object.assign(tender, inForce(count));
  };
  for (const line of lines) place(line, null);
  for (const count of counts) place(unnamed(count), count);
  return [...shifts.values()]
    .map(({ byTender, ...shift }) => ({ ...shift, tenders: [...byTender.values()].sort(inOrder) }))
    .sort((a, b) => compare(a.shiftId, b.shiftId) || compare(a.tillId, b.tillId));
}

function emptyShift({ shift_id, shift_name, till_id, till_name }: NamedLine) {
  return {
    ...{ shiftId: shift_id, shiftName: shift_name, tillId: till_id, tillName: till_name },
    ...{ tenders: [], byTender: new Map<string, Tender>() },
  };
}

function uncounted({ tender_id, tender_name, tender_kind }: NamedLine): Tender {
  return {
    ...{ tenderId: tender_id, tenderName: tender_name, kind: tender_kind },
    ...{ countedMinor: null, version: 0, countedBy: null, countedAt: null },
  };
}

function inForce({ countedMinor, version, countedBy, countedAt }: CountVersion) {
  return { countedMinor, version, countedBy, countedAt };
}

function unnamed({ shiftId, tillId, tenderId }: CountVersion): NamedLine {
  return {
    ...{ shift_id: shiftId, shift_name: null, till_id: tillId, till_name: null },
    ...{ tender_id: tenderId, tender_name: null, tender_kind: null },
  };
}

const KINDS = ["cash", "card", "voucher", "other", null] as const;

/** Cash first: it is what lies in the drawer. */
function inOrder(a: Tender, b: Tender): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.tenderId, b.tenderId);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
