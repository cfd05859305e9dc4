/** A line with its two sides apart, so that a fault can affect either of them. */
import type { CauseLine } from "@/lib/domain/causes/cause";
import { minor } from "@/lib/domain/money";
import type { Chance } from "../figures/chance";
import type { Centre, Entry, EntryTerm, TrueLine } from "./centre";

export type MadeLine = Omit<TrueLine, "sales" | "float" | "entries"> & {
  /** What Cashrec reports. */
  reported: Pick<TrueLine, "sales" | "float" | "entries">;
  /** What is in the drawer, to the cent. */
  drawer: number;
  /** What the counter writes down; equal to the drawer unless the count is wrong. */
  counted: (drawer: number) => number;
  /** Counted note by note or voucher by voucher, and not as one total. */
  itemised: boolean;
};

const SIGNS: Record<EntryTerm, 1 | -1> = {
  contributions: 1,
  withdrawals: -1,
  expenses: -1,
  deposits: -1,
  pickups: -1,
};
export const ENTRY_TERMS = Object.keys(SIGNS) as EntryTerm[];

export function madeLine(line: TrueLine, centre: Centre, chance: Chance): MadeLine {
  const { sales, float, entries, ...position } = line;
  const reported = { sales, float, entries };
  const itemised = line.kind === "cash" ? chance.happens(0.55) : chance.happens(0.6);
  return {
    ...position,
    reported,
    drawer: computeExpected(reported) + computeNoise(line, centre, chance),
    counted: (drawer) => drawer,
    itemised: itemised && (line.kind === "cash" || line.kind === "voucher"),
  };
}

export function signAmount(term: EntryTerm, { amount }: Entry): number {
  return SIGNS[term] * amount;
}

function computeExpected({ sales, float, entries }: MadeLine["reported"]): number {
  const moved = ENTRY_TERMS.flatMap((term) =>
    entries[term].map((entry) => signAmount(term, entry)),
  );
  return sales + (float ?? 0) + moved.reduce((total, amount) => total + amount, 0);
}

/** Cash is a little off on almost every second day, any other tender seldom. */
function computeNoise({ kind }: TrueLine, centre: Centre, chance: Chance): number {
  if (kind === "voucher") return 0;
  if (chance.happens(kind === "cash" ? 0.45 : 0.05)) return smallChange(centre, chance);
  return chance.happens(0.01) ? unexplained(centre, chance) : 0;
}

/** A few coins too many or too few, which is what wrong change leads to. */
export function smallChange({ money }: Centre, chance: Chance): number {
  const coins = money.denominations.filter((value) => value <= money.of(200));
  const sign = chance.pick([1, -1]);
  let total = 0;
  for (let left = chance.whole(1, 4); left > 0; left -= 1) {
    const coin = chance.happens(0.6) ? chance.pick(coins.slice(0, 6)) : chance.pick(coins);
    total += chance.happens(0.8) ? coin : -coin;
  }
  return Math.ceil(Math.abs(total) / money.step) * money.step * sign || money.step * sign;
}

/** Money that is missing or surplus for no reason that anybody will find. */
export function unexplained({ money }: Centre, chance: Chance): number {
  const cents = Math.round(Math.exp(Math.log(400) + chance.unit() * Math.log(100)));
  const amount = money.of(chance.happens(0.35) ? Math.ceil(cents / 500) * 500 : cents);
  return amount * chance.pick([1, -1]);
}

export function causeLine(line: MadeLine, centre: Centre, chance: Chance): CauseLine {
  const { businessDate, shiftId, tillId, tenderId, kind, reported } = line;
  const expected = minor(computeExpected(reported));
  const counted = minor(line.counted(line.drawer));
  return {
    businessDate,
    shiftId,
    tillId,
    tenderId,
    tenderKind: kind,
    expected,
    counted,
    difference: minor(counted - expected),
    terms: kind === "cash" ? buildTerms(reported) : null,
    denominations: buildItems(line, counted, centre, chance),
  };
}

function buildTerms({ sales, float, entries }: MadeLine["reported"]): CauseLine["terms"] {
  return [
    { term: "float", amount: float === null ? null : minor(float), entries: [] },
    { term: "sales", amount: minor(sales), entries: [{ label: "Cash", amount: minor(sales) }] },
    ...ENTRY_TERMS.map((term) => {
      const remaining = entries[term].map((entry) => {
        return { label: entry.label, amount: minor(signAmount(term, entry)) };
      });
      const total = remaining.reduce<number>((all, { amount }) => all + amount, 0);
      return { term, amount: minor(total), entries: remaining };
    }),
  ];
}

/** Notes as tills have them: some of each, and more of the small ones. */
function buildItems(
  line: MadeLine,
  counted: number,
  { money }: Centre,
  chance: Chance,
): CauseLine["denominations"] {
  if (!line.itemised || counted < 0) return null;
  if (line.unit !== null) {
    const isWhole = counted % line.unit === 0;
    return isWhole ? [{ valueMinor: line.unit, quantity: counted / line.unit }] : null;
  }
  let left = counted;
  const values = money.denominations.filter((value) => value <= money.of(10_000)).reverse();
  const smallest = values.at(-1);
  const items = values.map((valueMinor) => {
    const most = Math.floor(left / valueMinor);
    const keeps = valueMinor === smallest ? 1 : 0.3 + chance.unit() * 0.6;
    const quantity = Math.floor(most * keeps);
    left -= quantity * valueMinor;
    return { valueMinor, quantity };
  });
  return items.filter(({ quantity }) => quantity > 0);
}
