import "server-only";

/** Divides the takings of a shift into cash, cards, meal vouchers and others. */
import type { Seed } from "./seed";

export type SandboxPayment = {
  paymentTypeId: string;
  paymentType: string;
  amount?: number;
  quantity?: number;
  unitValue?: number;
};

const VOUCHER_CENTS = 1_100;

/** `cash` is what went into the drawer, in cents of a euro-sized price. */
export function buildPayments({
  gross,
  chance,
  money,
}: {
  gross: number;
  chance: Seed;
  money: (cents: number) => number;
}): { payments: SandboxPayment[]; cash: number } {
  const vouchers = chance.happens("vouchers", 0.3) ? chance.whole("voucher count", 1, 9) : 0;
  const voucherCents = Math.min(
    vouchers * VOUCHER_CENTS,
    Math.floor(gross / 3 / VOUCHER_CENTS) * VOUCHER_CENTS,
  );
  const rest = gross - voucherCents;
  const cash = Math.round(rest * (0.18 + chance.unit("cash") * 0.3));
  const wallet = chance.happens("wallet", 0.35)
    ? Math.round(rest * 0.06 * chance.unit("wallet"))
    : 0;
  const payments: SandboxPayment[] = [
    { paymentTypeId: "CASH", paymentType: "Cash", amount: money(cash) },
    { paymentTypeId: "CARD", paymentType: "Credit card", amount: money(rest - cash - wallet) },
  ];
  if (voucherCents > 0) {
    payments.push({
      paymentTypeId: "MEAL",
      paymentType: "Meal voucher",
      quantity: voucherCents / VOUCHER_CENTS,
      unitValue: money(VOUCHER_CENTS),
    });
  }
  if (wallet > 0) {
    payments.push({ paymentTypeId: "EWALLET", paymentType: "E-wallet", amount: money(wallet) });
  }
  return { payments, cash };
}
