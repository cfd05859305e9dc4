import "server-only";

/**
 * What a cash sheet says beside its takings, and what is sometimes odd about it: tenders that do
 * not add up to the sales, a till that nobody closed or closed late, a difference that Cashrec
 * computed in its own way.
 */
import { addDays } from "@/lib/domain/business-date";
import { decimalsOf } from "@/lib/domain/money";
import type { Seed } from "./seed";
import type { SandboxPayment } from "./takings";

const SECTIONS = ["Sales", "Cash", "Cards", "Expenses"];

/** Head office reviews section by section, then the sheet is reviewed, and closed at last. */
export function reviews(day: Seed) {
  const status = day.happens("still open", 0.12)
    ? ("Open" as const)
    : day.happens("reviewed", 0.5)
      ? ("Reviewed" as const)
      : ("Closed" as const);
  const done = status === "Open" ? day.whole("sections", 0, SECTIONS.length - 1) : SECTIONS.length;
  const sectionReviews = SECTIONS.map((section, at) => {
    return { section, status: at < done ? ("Reviewed" as const) : ("Pending" as const) };
  });
  return { status, sectionReviews };
}

/** Gross sales are what the tenders add up to, but for a few tills. */
export function salesOf(
  payments: readonly SandboxPayment[],
  currency: string,
  chance: Seed,
): number {
  const unit = 10 ** decimalsOf(currency);
  const minors = payments.map(({ amount, quantity = 0, unitValue = 0 }) =>
    Math.round((amount ?? quantity * unitValue) * unit),
  );
  const total = minors.reduce((sum, one) => sum + one, 0);
  const off = chance.happens("does not add up", 0.008) ? chance.whole("off by", 1, 40) * 50 : 0;
  return (total + off) / unit;
}

export function closing(
  chance: Seed,
  { businessDate, usual }: { businessDate: string; usual: string },
): string | null {
  if (chance.happens("left open", 0.004)) return null;
  return chance.happens("closed late", 0.003) ? `${addDays(businessDate, 1)}T09:40:00` : usual;
}

/** Some tills counted for themselves, and a few of them left out their float. */
export function ownDifference(chance: Seed, fund: number): { cashDifference?: number } {
  if (!chance.happens("own difference", 0.05)) return {};
  return { cashDifference: chance.happens("without float", 0.12) ? fund : 0 };
}
