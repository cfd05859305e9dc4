/** Mishaps of the books: the count is right, and what Cashrec was given is not. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import { type Drawer, type Movements, roundAmount, shiftFound } from "./drawer";
import { alone, type Mishap, type MishapMaker, type Scene } from "./mishap";

export const BOOKING = {
  "float changed in Cashrec only": ({ chance, drawer }) => {
    const by = chance.pick([-10_000, -5_000, 5_000, 10_000, 15_000]);
    drawer.float += by;
    return alone("float-not-as-agreed");
  },

  "expense not booked": ({ chance, day, drawer }) => {
    const usual = day.drawers.flatMap(({ booked }) => booked.expenses);
    if (drawer.booked.expenses.length > 0 && chance.happens(0.5)) {
      // The money went out, and its entry is not there.
      const at = chance.whole(0, drawer.booked.expenses.length - 1);
      drawer.booked.expenses.splice(at, 1);
      return alone("expense-missing");
    }
    const isUsual = usual.length > 0 && chance.happens(0.5);
    const amount = isUsual ? chance.pick(usual).amount : 100 * chance.whole(20, 450);
    return pay(drawer, amount) ? alone("expense-missing") : null;
  },

  "expense booked twice": (scene) => bookAgain(scene, ["expenses"], "expense-twice"),

  "deposit taken before the count": ({ drawer }) => {
    const amount = Math.floor(((drawer.found["CASH"]?.amount ?? 0) - drawer.float) / 10_000);
    return amount > 0 && pay(drawer, amount * 10_000) ? alone("deposit-missing") : null;
  },

  "deposit booked twice": (scene) => bookAgain(scene, ["deposits"], "deposit-twice"),

  "change from the safe not booked": ({ chance, drawer }) => {
    const amount = roundAmount(chance);
    const isIn = chance.happens(0.6);
    const booked = drawer.booked[isIn ? "contributions" : "withdrawals"];
    if (booked.length > 0) booked.pop();
    else if (!pay(drawer, isIn ? -amount : amount)) return null;
    return alone("movement-missing");
  },

  "movement booked twice": (scene) =>
    bookAgain(scene, ["contributions", "withdrawals"], "movement-twice"),

  "movement booked and not made": ({ chance, drawer }) => {
    const isIn = chance.happens(0.5);
    const amount = roundAmount(chance);
    if (isIn) drawer.booked.contributions.push({ label: "Change", amount });
    else drawer.booked.withdrawals.push({ label: "Safe", amount });
    return alone("movement-not-made");
  },

  "refund of a cash sale not rung up": ({ chance, drawer }) => {
    const receipts = drawer.receipts["CASH"];
    if (receipts === undefined || !pay(drawer, chance.pick(receipts))) return null;
    return alone(null);
  },
} satisfies Record<string, MishapMaker>;

/** Takes money out of the drawer, or puts it in, without an entry. */
function pay({ found }: Drawer, amount: number): boolean {
  const cash = found["CASH"];
  if (cash === undefined || cash.amount < amount) return false;
  shiftFound(cash, -amount);
  return true;
}

function bookAgain(
  { chance, drawer }: Scene,
  lists: readonly Movements[],
  kind: CauseKind,
): Mishap | null {
  const filled = lists.filter((list) => drawer.booked[list].length > 0);
  if (filled.length === 0) return null;
  const booked = drawer.booked[chance.pick(filled)];
  booked.push({ ...chance.pick(booked) });
  return alone(kind);
}
