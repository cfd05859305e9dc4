/**
 * What people have counted: mostly what is there, some cents off, sometimes one of the usual
 * mistakes, and at a few tills less than there should be, again and again.
 */
import { addDays, dayStart } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import type { ExpectedLine } from "@/lib/domain/reconciliation/expected-cash";
import { findKnownDenominations } from "@/lib/domain/till-count/known-denominations";
import { countTill, type DemoCount, type DemoLine } from "@/lib/server/demo/mistake";
import { Seed } from "@/lib/server/sandbox/seed";
import type { LoadedCentre } from "./group";

export type LoadedCount = Pick<DemoCount, "shiftId" | "tillId" | "tenderId" | "countedMinor"> & {
  countedAt: Date;
  denominations: { valueMinor: number; quantity: number }[] | null;
  seconds: number | null;
};

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const THIEF_CHANCE = 0.02;
/** How often a thief takes something, of the shifts at their till. */
const THEFT_CHANCE = 0.25;
const LATE_CHANCE = 0.03;

type Given = { businessDate: string; expected: readonly ExpectedLine[] };

/** A count that would be made after `until` is not there yet. */
export function countDay(
  centre: LoadedCentre,
  { businessDate, expected }: Given,
  until: Date,
): LoadedCount[] {
  const lines = expected.flatMap((line) => demoLine(centre, businessDate, line));
  const tills = groupBy(lines, ({ shiftId, tillId }) => `${shiftId} ${tillId}`);
  const day = new Seed("load counts", centre.id, businessDate);
  const lateDays = day.happens("late", LATE_CHANCE) ? day.whole("days late", 1, 3) : 0;
  const start = dayStart(addDays(businessDate, lateDays), centre);
  return [...tills].flatMap(([key, lines]) => {
    const chance = new Seed("load count", centre.id, businessDate, key);
    // The first shift ends eight hours after the day starts, the last one nineteen.
    const hours = 2.5 + 5.5 * Number(lines[0]?.shiftId ?? 1) + chance.unit("minutes");
    const countedAt = new Date(start + Math.min(hours, DAY_HOURS - 1) * HOUR);
    if (countedAt > until) return [];
    return countTill(lines, { isToday: false })
      .map((count) => steal(centre, count))
      .map((count) => withDetails(centre, count, { countedAt, chance }));
  });
}

/** Nobody counts what nobody expects. There are many lines: V8 copies objects slowly. */
function demoLine(centre: LoadedCentre, businessDate: string, line: ExpectedLine): DemoLine[] {
  const { shiftId, tillId, tenderId, tenderKind, expected, terms } = line;
  if (expected === null) return [];
  return [
    {
      centreId: centre.id,
      businessDate,
      shiftId,
      tillId,
      tenderId,
      tenderKind,
      currency: centre.currency,
      expectedMinor: expected,
      floatMinor: terms?.find(({ term }) => term === "float")?.amount ?? null,
    },
  ];
}

function steal({ id }: LoadedCentre, count: DemoCount): DemoCount {
  const thief = new Seed("load thief", id);
  if (count.tenderKind !== "cash" || !thief.happens("is there", THIEF_CHANCE)) return count;
  const { businessDate, shiftId, tillId, countedMinor } = count;
  const isTheirs =
    shiftId === String(thief.whole("shift", 1, 3)) && tillId === `T${thief.whole("till", 1, 3)}`;
  const shift = new Seed("load theft", id, businessDate);
  if (!isTheirs || !shift.happens("takes", THEFT_CHANCE)) return count;
  const taken = shift.whole("notes", 1, 6) * 20_00;
  return { ...count, countedMinor: Math.max(0, countedMinor - taken) };
}

type Details = { countedAt: Date; chance: Seed };

function withDetails(
  { types, currency }: LoadedCentre,
  count: DemoCount,
  { countedAt, chance }: Details,
): LoadedCount {
  const isPieces = types && count.tenderKind === "cash" && count.countedMinor > 0;
  const denominations = isPieces ? divide(count.countedMinor, currency) : null;
  const seconds = types ? chance.whole(`seconds ${count.tenderId}`, 8, 180) : null;
  const { shiftId, tillId, tenderId, countedMinor } = count;
  return { shiftId, tillId, tenderId, countedMinor, countedAt, denominations, seconds };
}

/** The fewest notes and coins that make up an amount. */
function divide(amount: number, currency: string): LoadedCount["denominations"] {
  let left = amount;
  const items: { valueMinor: number; quantity: number }[] = [];
  for (const { valueMinor } of findKnownDenominations(currency) ?? []) {
    const quantity = Math.floor(left / valueMinor);
    if (quantity > 0) items.push({ valueMinor, quantity });
    left -= quantity * valueMinor;
  }
  return left === 0 ? items : null;
}
