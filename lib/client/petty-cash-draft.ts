/** What the forms of petty cash contain: texts as they are typed, and the amounts they mean. */
import { minor, type Minor } from "../domain/money";
import { readPercent } from "../domain/percent";
import { isPlausibleVat, type ReceiptAmounts, splitReceipt } from "../domain/petty-cash/receipt";
import { readTypedMoney } from "../domain/till-count/typed-amount";
import type { AmountReading } from "./till-counts-reading";

type TypedLine = { gross: string; percent: string; vat: string };

export type ReceiptDraft = {
  businessDate: string;
  expenseType: string;
  supplier: string;
  text: string;
  lines: TypedLine[];
  paidById: string;
};

export type LineReading = {
  gross: AmountReading;
  ratePpm: number | null;
  /** Empty means that it is computed from the rate. */
  vat: AmountReading;
  isPlausible: boolean;
};

type ReceiptReading = {
  lines: LineReading[];
  /** Null while a line is incomplete or wrong. */
  amounts: ReceiptAmounts | null;
};

type MoneyReader = { language: string; currency: string };

export function readAmountText(text: string, { language, currency }: MoneyReader): AmountReading {
  if (text.trim() === "") return { amount: null, fault: null };
  const typed = readTypedMoney(text, language, currency);
  return typed.ok ? { amount: typed.amount, fault: null } : { amount: null, fault: typed.fault };
}

/** An amount that is put in or taken out is above zero; null otherwise. */
export function readPositive(text: string, reader: MoneyReader): Minor | null {
  const { amount } = readAmountText(text, reader);
  return amount === null || amount <= 0 ? null : amount;
}

export function readReceipt(draft: ReceiptDraft, reader: MoneyReader): ReceiptReading {
  const lines = draft.lines.map((line) => readLine(line, reader));
  const complete = lines.flatMap(({ gross, ratePpm, vat, isPlausible }) =>
    gross.amount === null || gross.amount <= 0 || ratePpm === null || !isPlausible
      ? []
      : [{ gross: gross.amount, ratePpm, vat: vat.amount }],
  );
  const rates = new Set(complete.map(({ ratePpm }) => ratePpm));
  const isComplete = complete.length === lines.length && rates.size === lines.length;
  return { lines, amounts: isComplete ? splitReceipt(complete) : null };
}

function readLine({ gross, percent, vat }: TypedLine, reader: MoneyReader): LineReading {
  const typed = { gross: readAmountText(gross, reader), vat: readAmountText(vat, reader) };
  const ratePpm = percent.trim() === "" ? 0 : readPercent(percent);
  const hasBoth = typed.gross.amount !== null && typed.vat.amount !== null && ratePpm !== null;
  const isPlausible =
    typed.vat.fault === null &&
    (!hasBoth ||
      isPlausibleVat({
        ratePpm,
        gross: minor(typed.gross.amount ?? 0),
        vat: minor(typed.vat.amount ?? 0),
      }));
  return { ...typed, ratePpm, isPlausible };
}
