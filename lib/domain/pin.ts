/**
 * Which PINs are too easy to guess. A PIN is short, because only a device that an administrator
 * allowed takes it, few times, and all it opens is counting.
 */
export type PinRefusal = "repetitive" | "sequence";

export const PIN_DIGITS_MIN = 4;
export const PIN_DIGITS_MAX = 8;
export const PIN = /^\d{4,8}$/;

/** So many wrong PINs without a right one lock it until a new one is set. */
export const PIN_FAILURES_MAX = 10;

export function refusePin(pin: string): PinRefusal | null {
  const digits = [...pin].map(Number);
  if (new Set(digits).size < 2 || isPeriodic(pin)) return "repetitive";
  const steps = new Set(digits.slice(1).map((digit, at) => digit - (digits[at] ?? 0)));
  const [step = 0] = steps;
  return steps.size === 1 && Math.abs(step) === 1 ? "sequence" : null;
}

/** Such as 1212: the first half once more. */
function isPeriodic(pin: string): boolean {
  const half = pin.slice(0, pin.length / 2);
  return pin.length % 2 === 0 && pin === half + half;
}
