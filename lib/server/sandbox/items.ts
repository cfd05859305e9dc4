import "server-only";

/**
 * What the tills of two centres record beside takings: in Swiss francs the rounding of cash to five
 * cents, tips that the cards include, and gift cards. In Swedish kronor cash is rounded too, and
 * the sheets do not say so.
 */
import type { Seed } from "./seed";
import type { SandboxPayment } from "./takings";

/** The smallest coin of currencies whose minor unit has none, in minor units. */
export const COINS: Readonly<Record<string, number>> = { CHF: 5, SEK: 100 };

type Money = (cents: number) => number;
type Entry = { concept: string; amount: number };
type Items = {
  payments: SandboxPayment[];
  expenses: (Entry & { supplier: string; vatRate: number })[];
  movements: (Entry & { type: "Contribution" })[];
};

/** Converts to an amount that can be paid in coins. */
export function createCashConverter(currency: string, money: Money): Money {
  const coin = COINS[currency];
  if (coin === undefined) return money;
  return (cents) => (Math.round((money(cents) * 100) / coin) * coin) / 100;
}

/**
 * The tips and the rounding stand as negative amounts in the list of payments, so that the list
 * still adds up to the sales.
 */
export function addItems(
  payments: readonly SandboxPayment[],
  { currency, chance, money }: { currency: string; chance: Seed; money: Money },
): Items {
  if (currency !== "CHF") return { payments: [...payments], expenses: [], movements: [] };
  const coins = createCashConverter(currency, money);
  const tips = money(chance.whole("tips by card", 400, 3_800));
  const card = payments.find(({ paymentTypeId }) => paymentTypeId === "CARD")?.amount ?? 0;
  const redeemed = card > 100 && chance.happens("gift card redeemed", 0.25) ? money(5_000) : 0;
  const amended = payments.map((payment) => amend(payment, { tips, redeemed }));
  const cash = payments.find(({ paymentTypeId }) => paymentTypeId === "CASH")?.amount ?? 0;
  const taken = coins(cash * 100);
  const rounding = Number((cash - taken).toFixed(2));
  const paidOut = coins(chance.whole("tips paid out", 300, 2_500));
  return {
    payments: [
      ...amended.map((one) => (one.paymentTypeId === "CASH" ? { ...one, amount: taken } : one)),
      { paymentTypeId: "TIPS", paymentType: "Tips by card", amount: -tips },
      ...(rounding === 0
        ? []
        : [{ paymentTypeId: "ROUNDING", paymentType: "Rounding", amount: rounding }]),
      ...(redeemed === 0
        ? []
        : [{ paymentTypeId: "GIFT", paymentType: "Gift card", amount: redeemed }]),
    ],
    expenses: chance.happens("tips go out", 0.5)
      ? [{ concept: "Tips paid out", supplier: "Staff", vatRate: 0, amount: paidOut }]
      : [],
    movements: chance.happens("gift card sold", 0.3)
      ? [{ type: "Contribution", concept: "Gift card sold", amount: money(10_000) }]
      : [],
  };
}

/** What is paid with a gift card is not paid by card. */
function amend(payment: SandboxPayment, { tips, redeemed }: { tips: number; redeemed: number }) {
  if (payment.paymentTypeId !== "CARD" || payment.amount === undefined) return payment;
  return { ...payment, amount: Number((payment.amount + tips - redeemed).toFixed(2)) };
}
