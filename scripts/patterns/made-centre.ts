/**
 * Generates the daily differences of one centre: noise of one of several kinds, weekdays that
 * differ, and, if wanted, a leak from some day on. Amounts are minor units.
 */
import { addDays } from "@/lib/domain/business-date";
import type { ControlDay } from "@/lib/domain/variance/control-chart";
import type { Chance } from "../figures/chance";

/**
 * usual: normally distributed. exact: six days in ten without any difference. wild: long tails and
 * a few very large differences. persistent: a third of a day's difference is that of the day
 * before.
 */
export const NOISES = ["usual", "exact", "wild", "persistent"] as const;
export type Noise = (typeof NOISES)[number];

const FIRST_DATE = "2026-01-05";
/** Friday, Saturday and Sunday take more, and differ by more. */
const WEEKDAY_WIDTH = [0.8, 0.8, 0.9, 1, 1.3, 1.5, 1.1];
const WIDTH_MINOR = { least: 250, most: 450 };
const WEEKDAY_SHIFT_MINOR = 300;
const PERSISTENCE = 1 / 3;
const EXACT_SHARE = 0.6;
const LARGE_SHARE = 0.02;
const LARGE_MINOR = 6_000;

export type Leak = { minor: number; from: number };

export function makeCentreDays(
  chance: Chance,
  { noise, days, leak }: { noise: Noise; days: number; leak: Leak | null },
): ControlDay[] {
  const width = chance.whole(WIDTH_MINOR.least, WIDTH_MINOR.most);
  const shifts = WEEKDAY_WIDTH.map(() => chance.whole(-WEEKDAY_SHIFT_MINOR, WEEKDAY_SHIFT_MINOR));
  let before = 0;
  return Array.from({ length: days }, (_, day) => {
    const scale = width * (WEEKDAY_WIDTH[day % 7] ?? 1);
    before = noise === "persistent" ? before * PERSISTENCE : 0;
    before += draw(chance, noise) * scale;
    const shift = noise === "exact" ? 0 : (shifts[day % 7] ?? 0);
    const lost = leak !== null && day >= leak.from ? leak.minor : 0;
    return { businessDate: addDays(FIRST_DATE, day), netMinor: Math.round(before + shift - lost) };
  });
}

/** The standard deviation is about 1, but for the few large differences of "wild". */
function draw(chance: Chance, noise: Noise): number {
  if (noise === "exact") return chance.happens(EXACT_SHARE) ? 0 : drawNormal(chance) * 1.5;
  if (noise !== "wild") return drawNormal(chance);
  if (chance.happens(LARGE_SHARE)) {
    return ((chance.happens(0.5) ? 1 : -1) * LARGE_MINOR) / WIDTH_MINOR.most;
  }
  const side = chance.happens(0.5) ? 1 : -1;
  return (side * -Math.log(1 - chance.unit())) / Math.SQRT2;
}

/** Box and Muller's transform. */
function drawNormal(chance: Chance): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.unit()));
  return radius * Math.cos(2 * Math.PI * chance.unit());
}
