/**
 * Checks the arithmetic of a cause from its facts alone, independently of the code that found it.
 */
import type { Cause, CauseLine } from "@/lib/domain/causes/cause";

/** Lists the errors in the arithmetic of a cause; empty when it really yields the difference. */
export function flawsOf(cause: Cause, line: CauseLine, lines: readonly CauseLine[]): string[] {
  const difference = line.difference ?? NaN;
  const rest = cause.facts.restMinor ?? 0;
  return [
    ...(yields(cause, line).includes(difference - rest) ? [] : ["the sum is another"]),
    ...(cause.facts.amountMinor > 0 ? [] : ["the amount is not positive"]),
    ...(cause.facts.restMinor === 0 ? ["a rest of nothing is named"] : []),
    ...(isSeen(cause, line, lines) ? [] : ["it names what isn't there"]),
  ];
}

function yields({ kind, facts }: Cause, line: CauseLine): number[] {
  const { amountMinor: amount, otherMinor: other, quantity = NaN, unitMinor = NaN } = facts;
  switch (kind) {
    case "float-left-out":
      return [-amount];
    case "float-counted-twice":
      return [amount];
    case "float-not-as-agreed":
      return [amount - (other ?? 0)];
    case "digits-swapped":
      return isSwapped(amount, other ?? NaN) ? [quantity * unitMinor, -quantity * unitMinor] : [];
    case "decimal-slip":
      return isSlip(amount, other ?? NaN, quantity) ? [(line.counted ?? NaN) - amount] : [];
    case "wrong-tender":
    case "wrong-till":
    case "wrong-shift":
    case "wrong-day":
      return [-(other ?? NaN)];
    case "note-miscounted":
    case "voucher-missing":
    case "voucher-twice":
      return amount === quantity * unitMinor ? [amount, -amount] : [];
    case "cash-rounding":
      return amount === quantity * unitMinor ? withinOf(amount, line) : [];
    case "movement-missing":
    case "movement-twice":
    case "movement-not-made":
    case "expense-missing":
    case "expense-twice":
    case "deposit-missing":
    case "deposit-twice":
      return [amount, -amount];
  }
}

function withinOf(amount: number, { difference }: CauseLine): number[] {
  return difference !== null && Math.abs(difference) <= amount ? [difference] : [];
}

/** Returns true when two neighbouring digits are swapped and nothing else differs. */
function isSwapped(meant: number, typed: number): boolean {
  const [one, other] = [[...String(meant)], [...String(typed)]];
  if (one.length !== other.length) return false;
  const apart = one.flatMap((digit, index) => (digit === other[index] ? [] : [index]));
  const [first = NaN, second = NaN] = apart;
  return (
    apart.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
}

/**
 * Returns true when the typed text has the same digits with a shifted decimal point, possibly
 * truncated.
 */
function isSlip(meant: number, typed: number, factor: number): boolean {
  if (factor !== 10 && factor !== 100) return false;
  const lost = meant - typed * factor;
  return typed === meant * factor || (lost < factor && lost > -factor);
}

function isSeen({ kind, facts }: Cause, line: CauseLine, lines: readonly CauseLine[]): boolean {
  if (kind.startsWith("wrong-")) return lines.some((other) => isAt(other, facts));
  const isEntry = /^(movement|expense|deposit)-/.test(kind);
  if (!isEntry) return true;
  return [line, ...lines].some(
    ({ businessDate, shiftId, tillId, terms }) =>
      businessDate === facts.businessDate &&
      shiftId === facts.shiftId &&
      tillId === facts.tillId &&
      (terms ?? []).some(({ entries }) =>
        entries.some(
          ({ label, amount }) =>
            label === facts.label && Math.abs(amount ?? NaN) === facts.amountMinor,
        ),
      ),
  );
}

function isAt(line: CauseLine, facts: Cause["facts"]): boolean {
  return (
    line.businessDate === facts.businessDate &&
    line.shiftId === facts.shiftId &&
    line.tillId === facts.tillId &&
    line.tenderId === facts.tenderId &&
    line.difference === facts.otherMinor
  );
}
