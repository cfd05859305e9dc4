/** Mishaps between two lines: the money is there, and it is counted or booked at another one. */
import type { CauseKind } from "@/lib/domain/causes/cause";
import { type Drawer, shiftFound } from "./drawer";
import { alone, type Mishap, type MishapMaker, type Scene } from "./mishap";

export const MIXED_UP = {
  "cash sale rung up as card": (scene) => rungUpAs(scene, "CASH", "CARD"),
  "card sale rung up as cash": (scene) => rungUpAs(scene, "CARD", "CASH"),
  "cash sale rung up as wallet": (scene) => rungUpAs(scene, "CASH", "EWALLET"),

  // The terminal keeps the sale; the till books the refund to the card.
  "card sale refunded in cash": ({ chance, day, drawer }) => {
    const receipts = drawer.receipts["CARD"];
    const cash = drawer.found["CASH"];
    if (receipts === undefined || cash === undefined) return null;
    const amount = chance.pick(receipts);
    if (cash.amount < amount) return null;
    shiftFound(cash, -amount);
    drawer.takings["CARD"] = (drawer.takings["CARD"] ?? 0) - amount;
    return between("wrong-tender", day.date, drawer, "CARD");
  },

  "voucher booked as cash": ({ day, drawer }) => {
    const vouchers = drawer.found["MEAL"];
    const taken = drawer.takings["MEAL"];
    if (vouchers === undefined || taken === undefined) return null;
    const unit = vouchers.pieces?.[0]?.valueMinor ?? taken;
    drawer.takings["MEAL"] = taken - unit;
    drawer.takings["CASH"] = (drawer.takings["CASH"] ?? 0) + unit;
    return between("wrong-tender", day.date, drawer, "MEAL");
  },

  "money put with the other till": (scene) => {
    const { day, drawer } = scene;
    const other = day.drawers.find(
      (each) => each.shiftId === drawer.shiftId && each.tillId !== drawer.tillId,
    );
    return other === undefined ? null : handOver(scene, other, day.date, "wrong-till");
  },

  "counts of two tills exchanged": ({ day, drawer }) => {
    const other = day.drawers.find(
      (each) => each.shiftId === drawer.shiftId && each.tillId !== drawer.tillId,
    );
    const [own, theirs] = [drawer.found["CASH"], other?.found["CASH"]];
    if (other === undefined || own === undefined || theirs === undefined) return null;
    if (own.amount === theirs.amount) return null;
    drawer.found["CASH"] = theirs;
    other.found["CASH"] = own;
    return between("wrong-till", day.date, other, "CASH");
  },

  "count of the other till typed again": ({ day, drawer }) => {
    const other = day.drawers.find(
      (each) => each.shiftId === drawer.shiftId && each.tillId !== drawer.tillId,
    );
    const [own, theirs] = [drawer.found["CASH"], other?.found["CASH"]];
    if (own === undefined || theirs === undefined || own.amount === theirs.amount) return null;
    drawer.found["CASH"] = structuredClone(theirs);
    return alone("wrong-till");
  },

  "money left for the next shift": (scene) => {
    const { chance, day, drawer } = scene;
    const others = day.drawers.filter(
      (each) => each.tillId === drawer.tillId && each.shiftId !== drawer.shiftId,
    );
    return others.length === 0
      ? null
      : handOver(scene, chance.pick(others), day.date, "wrong-shift");
  },

  "money of yesterday counted today": (scene) => {
    const { before, drawer } = scene;
    const other = before.drawers.findLast(({ tillId }) => tillId === drawer.tillId);
    return other === undefined ? null : handOver(scene, other, before.date, "wrong-day");
  },
} satisfies Record<string, MishapMaker>;

/** The sale is real: one receipt of the tender by which it was paid. */
function rungUpAs({ chance, day, drawer }: Scene, paid: string, rung: string): Mishap | null {
  const receipts = drawer.receipts[paid];
  if (receipts === undefined) return null;
  const amount = chance.pick(receipts);
  drawer.takings[paid] = (drawer.takings[paid] ?? 0) - amount;
  drawer.takings[rung] = (drawer.takings[rung] ?? 0) + amount;
  // Nothing was paid by the tender that was rung up, and its total says so.
  drawer.found[rung] ??= { amount: 0, pieces: null };
  const isCash = paid === "CASH";
  const mishap = between("wrong-tender", day.date, drawer, isCash ? rung : paid);
  return { ...mishap, tenderId: "CASH" };
}

/** A receipt, or a bundle of notes, is counted with the other drawer. */
function handOver(
  { chance, drawer }: Scene,
  other: Drawer,
  date: string,
  kind: CauseKind,
): Mishap | null {
  const [own, theirs] = [drawer.found["CASH"], other.found["CASH"]];
  if (own === undefined || theirs === undefined) return null;
  const receipts = other.receipts["CASH"] ?? [];
  const isReceipt = receipts.length > 0 && chance.happens(0.7);
  const amount = isReceipt ? chance.pick(receipts) : 10_000 * chance.whole(1, 6);
  if (theirs.amount < amount) return null;
  shiftFound(own, amount);
  shiftFound(theirs, -amount);
  return between(kind, date, other, "CASH");
}

function between(kind: CauseKind, date: string, other: Drawer, tenderId: string): Mishap {
  const { shiftId, tillId } = other;
  return { kind, tenderId: "CASH", other: { date, shiftId, tillId, tenderId } };
}
