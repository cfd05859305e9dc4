/** Mishaps of whoever counts: the books are right, and the count is not. */
import { breakDown, type Found, roundAmount, shiftFound } from "./drawer";
import { alone, type MishapMaker } from "./mishap";

export const COUNTING = {
  "float put aside before the count": ({ drawer }) => {
    const cash = drawer.found["CASH"];
    if (cash === undefined || cash.amount < drawer.float) return null;
    shiftFound(cash, -drawer.float);
    return alone("float-left-out");
  },

  "float of the next shift in the drawer": ({ drawer }) => {
    const cash = drawer.found["CASH"];
    if (cash === undefined) return null;
    shiftFound(cash, drawer.float);
    return alone("float-counted-twice");
  },

  "one note too many or too few": ({ chance, drawer }) => {
    const cash = drawer.found["CASH"];
    if (cash === undefined) return null;
    const pieces = cash.pieces ?? breakDown(cash.amount);
    if (pieces.length === 0) return null;
    const piece = chance.pick(pieces);
    const by = chance.pick([-1, 1]) * (chance.happens(0.85) ? 1 : 2);
    if (piece.quantity + by < 0) return null;
    piece.quantity += by;
    cash.amount += by * piece.valueMinor;
    return alone("note-miscounted");
  },

  "two digits swapped on entry": ({ chance, drawer }) => {
    const typed = Object.entries(drawer.found).filter(([, found]) => found.pieces === null);
    if (typed.length === 0) return null;
    const [tenderId, found] = chance.pick(typed);
    const digits = [...String(found.amount)];
    const positions = digits.flatMap((digit, at) => {
      const next = digits[at + 1];
      return next !== undefined && next !== digit && (at > 0 || next !== "0") ? [at] : [];
    });
    if (positions.length === 0) return null;
    const at = chance.pick(positions);
    digits.splice(at, 2, digits[at + 1] ?? "", digits[at] ?? "");
    found.amount = Number(digits.join(""));
    return alone("digits-swapped", tenderId);
  },

  "a zero too many or too few": ({ chance, drawer }) => {
    const typed = Object.entries(drawer.found).filter(([, found]) => found.pieces === null);
    if (typed.length === 0) return null;
    const [tenderId, found] = chance.pick(typed);
    if (found.amount === 0) return null;
    const isShort = chance.happens(0.5) && found.amount % 10 === 0;
    found.amount = isShort ? found.amount / 10 : found.amount * 10;
    return alone("decimal-slip", tenderId);
  },

  "vouchers not in the envelope": ({ chance, drawer }) => {
    return countVouchers(drawer.found["MEAL"], drawer.takings["MEAL"], (quantity) =>
      chance.happens(0.8) ? -1 : -Math.min(2, quantity),
    )
      ? alone("voucher-missing", "MEAL")
      : null;
  },

  "voucher counted twice": ({ drawer }) => {
    return countVouchers(drawer.found["MEAL"], drawer.takings["MEAL"], () => 1)
      ? alone("voucher-twice", "MEAL")
      : null;
  },

  "tip left in the drawer": ({ chance, drawer }) => {
    const cash = drawer.found["CASH"];
    if (cash === undefined) return null;
    shiftFound(
      cash,
      chance.happens(0.5) ? 1_000 * chance.whole(2, 12) : chance.whole(1_500, 9_999),
    );
    return alone(null);
  },

  "change given for a larger note": ({ chance, drawer }) => {
    const cash = drawer.found["CASH"];
    const lost = chance.pick([40_000, 30_000, 15_000, 8_000]);
    if (cash === undefined || cash.amount < lost) return null;
    shiftFound(cash, -lost);
    return alone(null);
  },

  "money gone": ({ chance, drawer }) => {
    const cash = drawer.found["CASH"];
    if (cash === undefined || cash.amount < 3_000) return null;
    const isRound = chance.happens(0.3);
    const lost = isRound ? roundAmount(chance) : chance.whole(1_500, Math.min(cash.amount, 60_000));
    if (lost > cash.amount) return null;
    shiftFound(cash, -lost);
    return alone(null);
  },
} satisfies Record<string, MishapMaker>;

function countVouchers(
  found: Found | undefined,
  taken: number | undefined,
  pick: (quantity: number) => number,
): boolean {
  if (found === undefined || taken === undefined) return false;
  const unit = found.pieces?.[0]?.valueMinor ?? (taken % 10_000 === 0 ? 10_000 : 5_000);
  const quantity = taken / unit;
  const by = pick(quantity);
  found.amount += by * unit;
  if (found.pieces !== null) found.pieces = [{ valueMinor: unit, quantity: quantity + by }];
  return true;
}
