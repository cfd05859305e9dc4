/**
 * A day of a real quarter on which something went wrong: one mishap, sometimes two at the same line
 * or another one elsewhere, and often a few coins besides.
 */
import { addDays } from "@/lib/domain/business-date";
import type { CauseDay } from "@/lib/domain/causes/likely-causes";
import { formatCauseLineId } from "@/lib/domain/causes/cause";
import { type Chance, createChance } from "../../figures/chance";
import { CURRENCY, PIECES, reconcileDay, type TradingDay } from "./drawer";
import { BOOKING } from "./mishaps-booking";
import { COUNTING } from "./mishaps-counting";
import { MIXED_UP } from "./mishaps-mixed-up";
import type { Mishap, MishapMaker, Scene } from "./mishap";
import { tradeQuarter } from "./quarter";
import { areReal, listReceipts, type Receipt } from "./receipts";

const MISHAPS = { ...COUNTING, ...BOOKING, ...MIXED_UP };
export type MishapName = keyof typeof MISHAPS;

/** How often each happens, of a thousand; what can't happen on a day is drawn again. */
const SHARES: Record<MishapName, number> = {
  "float put aside before the count": 70,
  "float of the next shift in the drawer": 35,
  "one note too many or too few": 150,
  "two digits swapped on entry": 70,
  "a zero too many or too few": 30,
  "vouchers not in the envelope": 40,
  "voucher counted twice": 15,
  "tip left in the drawer": 40,
  "change given for a larger note": 30,
  "money gone": 30,
  "float changed in Cashrec only": 20,
  "expense not booked": 80,
  "expense booked twice": 30,
  "deposit taken before the count": 40,
  "deposit booked twice": 60,
  "change from the safe not booked": 60,
  "movement booked twice": 25,
  "movement booked and not made": 20,
  "refund of a cash sale not rung up": 20,
  "cash sale rung up as card": 60,
  "card sale rung up as cash": 40,
  "cash sale rung up as wallet": 20,
  "card sale refunded in cash": 30,
  "voucher booked as cash": 15,
  "money put with the other till": 30,
  "counts of two tills exchanged": 20,
  "count of the other till typed again": 15,
  "money left for the next shift": 35,
  "money of yesterday counted today": 25,
};
const NAMES = Object.keys(SHARES) as MishapName[];

const TWO_AT_ONCE = 0.1;
const ANOTHER_ELSEWHERE = 0.15;
/** One quarter of trading serves this many scenarios. */
const SCENARIOS_PER_QUARTER = 250;
const EARLIER_DAYS = 28;

export type MishapScenario = {
  day: CauseDay;
  lineId: string;
  /** One mishap, or two at the same line. */
  mishaps: { name: MishapName; mishap: Mishap }[];
  /** Whether the line was off by some coins before anything happened. */
  onSmallChange: boolean;
};

export function createScenarios(firstSeed: number): (index: number) => MishapScenario {
  let receipts: readonly Receipt[] = listReceipts(createChance(firstSeed));
  let quarter: { number: number; days: TradingDay[] } = { number: -1, days: [] };
  return (index) => {
    const number = Math.floor(index / SCENARIOS_PER_QUARTER);
    if (number !== quarter.number) {
      const chance = createChance(firstSeed + number);
      if (!areReal()) receipts = listReceipts(chance);
      const centreId = chance.pick(["101", "102", "103"]);
      const own = receipts.filter((receipt) => receipt.centreId === centreId);
      quarter = { number, days: tradeQuarter(own, chance) };
    }
    const chance = createChance(firstSeed + 7_919 * (index + 1));
    for (;;) {
      const scenario = tryScenario(quarter.days, chance);
      if (scenario !== null) return scenario;
    }
  };
}

/** Null when the mishaps of the day cancel each other out, or leave no difference. */
function tryScenario(days: readonly TradingDay[], chance: Chance): MishapScenario | null {
  const at = chance.whole(1, days.length - 2);
  const [before, day, after] = structuredClone(days.slice(at - 1, at + 2));
  if (before === undefined || day === undefined || after === undefined) return null;
  const drawer = chance.pick(day.drawers);
  const scene = { chance, day, before, drawer };
  const differedBefore = new Map(reconcileDay(day).map((line) => [idOf(line), line.difference]));
  if (day.drawers.length > 1 && chance.happens(ANOTHER_ELSEWHERE)) {
    const elsewhere = chance.pick(day.drawers.filter((each) => each !== drawer));
    makeMishap({ ...scene, drawer: elsewhere });
  }
  const first = makeMishap(scene);
  const second = chance.happens(TWO_AT_ONCE) ? makeMishap(scene) : null;
  const tenderId = first.mishap.tenderId;
  const isSecondHere = second?.mishap.tenderId === tenderId && second.name !== first.name;
  const lines = reconcileDay(day);
  const { shiftId, tillId } = drawer;
  const lineId = idOf({ businessDate: day.date, shiftId, tillId, tenderId });
  const line = lines.find((each) => idOf(each) === lineId);
  if (line === undefined || line.difference === 0) return null;
  const from = addDays(day.date, -EARLIER_DAYS);
  return {
    day: {
      currency: CURRENCY,
      denominations: PIECES,
      lines,
      neighbours: [before, after].flatMap(reconcileDay),
      earlier: days
        .slice(0, at)
        .filter(({ date }) => date >= from)
        .flatMap(reconcileDay)
        .filter(({ tenderKind }) => tenderKind === "cash"),
    },
    lineId,
    mishaps: second !== null && isSecondHere ? [first, second] : [first],
    onSmallChange: (differedBefore.get(lineId) ?? 0) !== 0,
  };
}

function makeMishap(scene: Scene): MishapScenario["mishaps"][number] {
  for (;;) {
    const name = scene.chance.weighted(SHARES);
    const make: MishapMaker = MISHAPS[name];
    const mishap = make(scene);
    if (mishap !== null) return { name, mishap };
  }
}

export function listMishapNames(): readonly MishapName[] {
  return NAMES;
}

const idOf = formatCauseLineId;
