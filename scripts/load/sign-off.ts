/** What people have explained, reviewed, approved and closed of a loaded day by now. */
import { addDays, countRangeDays, dayStart } from "@/lib/domain/business-date";
import type { Line } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import type { ReasonCode } from "@/lib/domain/reason";
import type { ExpectedLine } from "@/lib/domain/reconciliation/expected-cash";
import { reconcile } from "@/lib/domain/reconciliation/reconcile";
import type { ToleranceLookup } from "@/lib/domain/tolerance/tolerance";
import { findNeed } from "@/lib/domain/workflow/outstanding";
import { Seed } from "@/lib/server/sandbox/seed";
import type { LoadedCount } from "./counts";
import type { LoadedCentre } from "./group";

type Explained = { line: Line; kind: "explained" | "waived"; reason: ReasonCode; at: Date };
type Moved = {
  move: "review" | "approval" | "closure";
  from: string;
  to: string;
  action: "day.reviewed" | "day.approved" | "day.closed";
  at: Date;
};
export type SignOff = { explained: Explained[]; moves: Moved[] };

const HOUR = 3_600_000;
/** After so many days, a centre without delay has done it. */
const MOVES = [
  { move: "review", from: "open", to: "reviewed", action: "day.reviewed", age: 1, hour: 5 },
  { move: "approval", from: "reviewed", to: "approved", action: "day.approved", age: 2, hour: 6 },
  { move: "closure", from: "approved", to: "closed", action: "day.closed", age: 4, hour: 7 },
] as const;
/** A day that was left open is signed off with the month. */
const LEFT_OPEN_CHANCE = 0.04;
const LEFT_OPEN_DAYS = 35;

const REASONS = {
  short: ["cash-handling", "cash-handling", "note-miscounted", "unexplained-loss"],
  over: ["cash-handling", "cash-handling", "note-miscounted", "unexplained-surplus"],
  uncounted: ["count-lost", "not-open"],
  unexpected: ["cashrec-incomplete", "wrong-till"],
} as const satisfies Record<string, readonly [ReasonCode, ...ReasonCode[]]>;

type Given = {
  businessDate: string;
  expected: ExpectedLine[];
  counts: readonly LoadedCount[];
  ruleOf: ToleranceLookup;
};

/** Nobody explains or signs what can't be signed yet. */
export function signOff(centre: LoadedCentre, given: Given, today: string): SignOff {
  const { businessDate } = given;
  const chance = new Seed("load sign-off", centre.id, businessDate);
  const age = countRangeDays({ from: businessDate, to: today }) - 1 - centre.lag;
  const isLeft = chance.happens("left", LEFT_OPEN_CHANCE) && age < LEFT_OPEN_DAYS;
  const made = isLeft ? [] : MOVES.filter((one) => age >= one.age);
  const momentOf = (days: number, hour: number) => {
    const date = addDays(businessDate, days + centre.lag);
    return new Date(dayStart(date, centre) + (hour + chance.unit(`hour ${hour}`)) * HOUR);
  };
  const moves = made.map(({ age: days, hour, ...move }) => ({ ...move, at: momentOf(days, hour) }));
  const explained =
    moves.length === 0 ? [] : explain(centre, given, { chance, at: momentOf(1, 4) });
  return { explained, moves };
}

/** The engine itself decides what there is to explain. */
function explain(
  { id: centreId, currency }: LoadedCentre,
  { businessDate, expected, counts, ruleOf }: Given,
  { chance, at }: { chance: Seed; at: Date },
): Explained[] {
  const lines = reconcile({
    centreId,
    businessDate,
    expected,
    counted: counts.map(({ shiftId, tillId, tenderId, countedMinor }) => {
      return { shiftId, tillId, tenderId, counted: minor(countedMinor), version: 1 };
    }),
    ruleFor: ({ tenderId, tenderKind }) =>
      ruleOf({ centreId, tenderId, tenderKind, currency, businessDate }),
  });
  return lines.flatMap((line): Explained[] => {
    const need = findNeed(line);
    const { verdict } = line;
    if (need === "nothing" || !(verdict in REASONS)) return [];
    const reason = chance.pick(
      `why ${line.shiftId} ${line.tillId} ${line.tenderId}`,
      REASONS[verdict as keyof typeof REASONS],
    );
    return [{ line, kind: need === "waiver" ? "waived" : "explained", reason, at }];
  });
}
