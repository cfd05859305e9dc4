"use client";

/** Words what a fund contains: types of expense, kinds of entries, and refusals. */
import { useTranslations } from "next-intl";
import type { ExpenseTypeList } from "@/lib/contracts/expense-type";
import type { FundEntryView } from "@/lib/contracts/petty-cash";
import { isDefaultExpenseType } from "@/lib/domain/petty-cash/expense-type";
import { FUND_REFUSALS } from "@/lib/domain/petty-cash/refusals";
import { useRefusalSentence } from "../ui/use-refusal-sentence";

/** The name of a type: its own, or the translated one of a default type. */
export function useExpenseTypeName(
  types: ExpenseTypeList["types"],
): (code: string | null) => string {
  const t = useTranslations("petty-cash.types");
  return (code) => {
    if (code === null) return "";
    const own = types.find((type) => type.code === code)?.name ?? null;
    if (own !== null) return own;
    return isDefaultExpenseType(code) ? t(code) : code;
  };
}

/** What an entry is in the list: the supplier of a receipt, or its kind and where it went. */
export function useEntryTitle(): (entry: FundEntryView) => string {
  const t = useTranslations("petty-cash");
  return (entry) => {
    if (entry.kind === "receipt") return entry.supplier ?? t("kinds.receipt");
    if (entry.kind === "reversal") return t("reversal-of", { number: entry.reverses ?? 0 });
    if (entry.source === null) return t(`kinds.${entry.kind}`);
    return t(entry.kind === "top-up" ? "top-up-from" : "return-to", {
      source: t(`sources.${entry.source}`),
    });
  };
}

export function useFundProblem(error: Error | null): string | null {
  const t = useTranslations("petty-cash.refusals");
  return useRefusalSentence(error, { reasons: FUND_REFUSALS, text: (reason) => t(reason) });
}
