/** A sheet may list one till of one shift in pieces, of which one register shift is made. */
import type { RegisterShift, SheetAmount } from "../cash-sheet";
import { formatTillKey } from "../keys";

/**
 * Merges a register shift that is listed in pieces. Its float is the first one given; figures of
 * the whole shift that its pieces disagree about are not known.
 */
export function mergeShifts(shifts: readonly RegisterShift[]): RegisterShift[] {
  const merged = new Map<string, RegisterShift>();
  for (const shift of shifts) {
    const id = formatTillKey(shift);
    const existing = merged.get(id);
    merged.set(id, existing === undefined ? shift : joined(existing, shift));
  }
  return [...merged.values()];
}

function joined(one: RegisterShift, other: RegisterShift): RegisterShift {
  return {
    ...one,
    shiftName: one.shiftName ?? other.shiftName,
    tillName: one.tillName ?? other.tillName,
    grossSales: agreed(one.grossSales, other.grossSales),
    netSales: agreed(one.netSales, other.netSales),
    tickets: one.tickets === other.tickets ? one.tickets : null,
    cashDifference: agreed(one.cashDifference, other.cashDifference),
    float: one.float ?? other.float,
    tenders: concat(one.tenders, other.tenders),
    contributions: concat(one.contributions, other.contributions),
    withdrawals: concat(one.withdrawals, other.withdrawals),
    expenses: concat(one.expenses, other.expenses),
    deposits: concat(one.deposits, other.deposits),
    pickups: concat(one.pickups, other.pickups),
    ...joinedSpecial(one, other),
  };
}

function joinedSpecial(one: RegisterShift, other: RegisterShift): Pick<RegisterShift, "special"> {
  const special = [...(one.special ?? []), ...(other.special ?? [])];
  return special.length === 0 ? {} : { special };
}

function agreed(one: SheetAmount | null, other: SheetAmount | null): SheetAmount | null {
  return one !== null && one.amount === other?.amount ? one : null;
}

function concat<T>(one: readonly T[] | null, other: readonly T[] | null): T[] | null {
  return one === null && other === null ? null : [...(one ?? []), ...(other ?? [])];
}
