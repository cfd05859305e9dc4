import "server-only";

/**
 * The count sheet of one centre and date: shifts, tills and tenders, with the counts in force. An
 * amount that Cashrec expects is only included where the centre's blind mode reveals it, and a
 * verdict never is.
 */
import type { CountVersion } from "@/lib/contracts/reconciliation";
import type { CountSheet } from "@/lib/contracts/till-count";
import {
  countRefusal,
  type CountRules,
  mayReveal,
  triesLeft,
} from "@/lib/domain/till-count/blind-count";
import { TENDER_KINDS } from "@/lib/domain/cash-sheet";
import type { Scope } from "@/lib/domain/permission";
import { type DayKey, formatLinePosition, formatTillKey, isSameTill } from "@/lib/domain/keys";
import { readCounting } from "../centres/counting";
import { getCentre } from "../centres/queries";
import { sql } from "../db/sql";
import { getDenominations } from "../denominations/queries";
import { isPeriodClosed } from "../periods/queries";
import { findDayVersion } from "../workflow/open-day";
import type { ByManager } from "./is-manager";
import { type EventsOfTill, listTillEvents } from "./event-queries";
import { listOpenings, openingOf, readKnown } from "./opening-queries";
import { listCountsInForce } from "./queries";
import { historyOf, listRecounts, type Recount } from "./recount-queries";
import { listOwnRemarks } from "./remark-queries";
import { listLinesToCount, type NamedLine } from "./sheet-lines";
import { listRevealed, type Revealed } from "./reveal-expected";
import { listUsualPieces } from "./usual-pieces";

type Shift = CountSheet["shifts"][number];
type Tender = Omit<Shift["tenders"][number], "remarks">;
/** A shift before its opening and its tries are added. */
type TillOfShift = Pick<Shift, "shiftId" | "shiftName" | "tillId" | "tillName"> & {
  tenders: Map<string, NamedTender>;
};
type NamedTender = Pick<Tender, "tenderId" | "tenderName" | "kind"> & {
  count: CountVersion | null;
};

/**
 * `isManager` means that the user may approve in this centre, so that no number of tries limits
 * them.
 */
export async function getCountSheet(
  scope: Scope<"till-count:view">,
  day: DayKey,
  { isManager = false }: ByManager = {},
): Promise<CountSheet> {
  const centre = await getCentre(scope, day.centreId);
  const [counting, { state }, periodClosed, shape, counts, recounts, openings, known, set] =
    await Promise.all([
      readCounting(sql, day),
      findDayVersion(sql, day),
      isPeriodClosed(sql, day),
      listLinesToCount(day),
      listCountsInForce(day),
      listRecounts(sql, day),
      listOpenings(sql, day),
      readKnown(sql, day),
      getDenominations(centre.currency),
    ]);
  const { blindMode: mode, recountsMax } = counting;
  const [revealed, events, remarks, usual] = await Promise.all([
    listRevealed(mode, day),
    listTillEvents(sql, day, scope.actorId),
    listOwnRemarks(sql, day, scope.actorId),
    listUsualPieces(day),
  ]);
  const rules = { mode, recountsMax, isManager };
  const asked = new Map(recounts.map((recount) => [formatLinePosition(recount), recount]));
  const opened = new Map(openings.map((opening) => [formatTillKey(opening), opening]));
  return {
    centreId: centre.id,
    centreName: centre.name,
    businessDate: day.businessDate,
    currency: centre.currency,
    timeZone: centre.timeZone,
    state,
    periodClosed,
    shapeFrom: shape.shapeFrom,
    blindMode: mode,
    recountsMax,
    denominations: set.denominations,
    shifts: listTills(shape.lines, counts).map(({ tenders, ...till }) => {
      const knownOfTill = known({ ...till, businessDate: day.businessDate });
      return {
        ...till,
        opening: openingOf(mode, knownOfTill, opened.get(formatTillKey(till)) ?? null),
        floatToLeaveMinor: knownOfTill.agreedMinor,
        usualValues: usual.get(till.tillId) ?? [],
        events: findEvents(events, till),
        tenders: [...tenders.values()].sort(inOrder).map((tender) => {
          const id = formatLinePosition({ ...till, ...tender });
          const stated = { recount: asked.get(id) ?? null, revealed: revealed.get(id) };
          const ownRemarks = remarks.get(id) ?? { notes: [], photos: [] };
          return { ...tenderOf(tender, stated, rules), remarks: ownRemarks };
        }),
      };
    }),
  };
}

/** Whoever takes over counts for themselves, and sees the pieces of the other count afterwards. */
function findEvents(all: readonly EventsOfTill[], till: Pick<Shift, "shiftId" | "tillId">) {
  const found = all.find((one) => isSameTill(one, till));
  const handOvers = (found?.handOvers ?? []).map((one) =>
    one.taken === null ? { ...one, denominations: null } : one,
  );
  return { spots: found?.spots ?? [], handOvers };
}

/** Lists every till of every shift, sorted, with its tenders and the counts in force. */
function listTills(lines: NamedLine[], counts: CountVersion[]): TillOfShift[] {
  const tills = new Map<string, TillOfShift>();
  const put = (line: NamedLine, count: CountVersion | null) => {
    const id = formatTillKey({ shiftId: line.shift_id, tillId: line.till_id });
    const till = tills.get(id) ?? emptyTill(line);
    tills.set(id, till);
    till.shiftName ??= line.shift_name;
    till.tillName ??= line.till_name;
    const tender = till.tenders.get(line.tender_id) ?? uncounted(line);
    till.tenders.set(line.tender_id, tender);
    tender.tenderName ??= line.tender_name;
    tender.kind ??= line.tender_kind;
    tender.count ??= count;
  };
  for (const line of lines) put(line, null);
  for (const count of counts) put(unnamed(count), count);
  return [...tills.values()].sort(
    (a, b) => compare(a.shiftId, b.shiftId) || compare(a.tillId, b.tillId),
  );
}

function tenderOf(
  { count, ...tender }: NamedTender,
  { recount, revealed }: { recount: Recount | null; revealed: Revealed | undefined },
  rules: CountRules,
): Tender {
  const history = historyOf(count, recount);
  const isRevealed = mayReveal(rules.mode, {
    isCounted: count !== null,
    isRecountWanted: history.isRecountWanted,
  });
  return {
    ...tender,
    countedMinor: count?.countedMinor ?? null,
    version: count?.version ?? 0,
    countedBy: count?.countedBy ?? null,
    countedAt: count?.countedAt ?? null,
    denominations: count?.denominations ?? null,
    floatLeftMinor: count?.floatLeftMinor ?? null,
    recount: history.isRecountWanted && recount !== null ? wanted(recount) : null,
    triesLeft: triesLeft(history, rules),
    refusal: countRefusal(history, rules),
    ...(isRevealed ? (revealed ?? { expectedMinor: null, differenceMinor: null }) : {}),
  };
}

function wanted({ text, by, at, number }: Recount) {
  return { text, by, at, number };
}

function emptyTill({ shift_id, shift_name, till_id, till_name }: NamedLine): TillOfShift {
  return {
    shiftId: shift_id,
    shiftName: shift_name,
    tillId: till_id,
    tillName: till_name,
    tenders: new Map<string, NamedTender>(),
  };
}

function uncounted({ tender_id, tender_name, tender_kind }: NamedLine): NamedTender {
  return { tenderId: tender_id, tenderName: tender_name, kind: tender_kind, count: null };
}

function unnamed({ shiftId, tillId: till, tenderId }: CountVersion): NamedLine {
  return {
    shift_id: shiftId,
    shift_name: null,
    till_id: till,
    till_name: null,
    tender_id: tenderId,
    tender_name: null,
    tender_kind: null,
  };
}

const KINDS = [...TENDER_KINDS, null] as const;

/** Cash comes first, because it is in the drawer. */
function inOrder(a: NamedTender, b: NamedTender): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || compare(a.tenderId, b.tenderId);
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
