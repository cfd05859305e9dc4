"use client";

/** Holds the text of one amount of money, and what it means in the reader's language. */
import { useLocale } from "next-intl";
import { useState } from "react";
import type { AmountReading } from "@/lib/client/till-counts-reading";
import { formatMoney } from "@/lib/domain/format";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";

export function useTypedAmount(currency: string, initialMinor: number | null) {
  const language = useLocale();
  const [text, setText] = useState(
    initialMinor === null ? "" : formatMoney(initialMinor, currency, language),
  );
  const typed = readTypedMoney(text, language, currency);
  const reading: AmountReading =
    text.trim() === ""
      ? { amount: null, fault: null }
      : typed.ok
        ? { amount: typed.amount, fault: null }
        : { amount: null, fault: typed.fault };
  const isValid = reading.amount !== null && reading.amount >= 0;
  return { text, setText, reading, amount: isValid ? reading.amount : null };
}
