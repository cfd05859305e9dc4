/** Faults of counting. */
import type { FaultKind, FaultMaker, Scene } from "./fault-kinds";
import type { MadeLine } from "./made-line";

type Kind = Extract<
  FaultKind,
  `float-${string}` | `voucher-${string}` | "digits-swapped" | "decimal-slip" | "note-miscounted"
>;

export const COUNT_FAULTS: Record<Kind, FaultMaker> = {
  "float-left-out": (scene) => floatTimes(scene, 0),
  "float-counted-twice": (scene) => floatTimes(scene, 2),
  "float-not-as-agreed": floatNotAsAgreed,
  "digits-swapped": digitsSwapped,
  "decimal-slip": decimalSlip,
  "note-miscounted": noteMiscounted,
  "voucher-missing": (scene) => vouchers(scene, -1),
  "voucher-twice": (scene) => vouchers(scene, 1),
};

function floatTimes({ today, chance }: Scene, times: number) {
  const line = pickCash(today, chance);
  const float = line.reported.float ?? 0;
  line.counted = (drawer) => drawer + (times - 1) * float;
  return { line };
}

/** Cashrec still has the float of another day, or none. */
function floatNotAsAgreed({ today, centre, chance }: Scene) {
  const line = pickCash(today, chance);
  const float = line.reported.float ?? 0;
  const change = centre.money.of(chance.pick([2_000, 5_000, 5_000, 10_000]));
  line.reported.float = chance.happens(0.3) ? null : float + change * chance.pick([1, -1]);
  return { line };
}

function digitsSwapped({ today, chance }: Scene) {
  const line = pickTyped(today, chance);
  const pick = chance.unit();
  line.counted = (drawer) => {
    const digits = String(drawer);
    const pairs = Array.from({ length: digits.length - 1 }, (_, index) => index)
      .filter((index) => digits[index] !== digits[index + 1])
      .filter((index) => index > 0 || digits[1] !== "0");
    const at = pairs[Math.floor(pick * pairs.length)];
    if (at === undefined) return drawer;
    return Number(`${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`);
  };
  return { line };
}

/** The point is forgotten, a zero is added, a digit is lost, or the point is a place off. */
function decimalSlip({ today, chance }: Scene) {
  const line = pickTyped(today, chance);
  const slip = chance.weighted({ forgotten: 45, zero: 20, lost: 25, far: 10 });
  const factor = { forgotten: 100, zero: 10, lost: 0.1, far: 0.01 }[slip];
  line.counted = (drawer) => Math.floor(drawer * factor + 1e-6);
  return { line };
}

function noteMiscounted({ today, centre, chance }: Scene) {
  const line = pickCash(today, chance);
  const notes = centre.money.denominations.filter(
    (value) => value >= centre.money.of(500) && value <= centre.money.of(10_000),
  );
  const note = chance.happens(0.9) ? chance.pick(notes.slice(0, -1)) : chance.pick(notes);
  const quantity = Number(chance.weighted({ 1: 75, 2: 15, 3: 5, 4: 3, 5: 2 }));
  const sign = chance.pick([1, -1]);
  line.counted = (drawer) => drawer + sign * note * quantity;
  return { line };
}

function vouchers({ today, chance }: Scene, sign: number) {
  const lines = today.filter(({ kind }) => kind === "voucher");
  if (lines.length === 0) return null;
  const line = chance.pick(lines);
  const quantity = Number(chance.weighted({ 1: 70, 2: 20, 3: 10 }));
  line.counted = (drawer) => Math.max(0, drawer + sign * quantity * (line.unit ?? 0));
  return { line };
}

export function pickCash(lines: Scene["today"], chance: Scene["chance"]): MadeLine {
  return chance.pick(lines.filter(({ kind }) => kind === "cash"));
}

/** Only a total that is typed can be typed wrongly; mostly it is the cash. */
function pickTyped(lines: Scene["today"], chance: Scene["chance"]): MadeLine {
  const line = chance.happens(0.6)
    ? pickCash(lines, chance)
    : chance.pick(lines.filter(({ kind }) => kind !== "voucher"));
  line.itemised = false;
  return line;
}
