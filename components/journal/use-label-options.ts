"use client";

/** Lists the descriptions that are known for a purpose, with the account that they have already. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { seenLabelsQuery } from "@/lib/client/journal";
import { expenseTypesQuery } from "@/lib/client/petty-cash";
import type { JournalAccount } from "@/lib/contracts/journal-account";
import { normalizeLabel } from "@/lib/domain/journal/account-rule";
import type { Purpose } from "@/lib/domain/journal/purpose";
import { CASH_SOURCES } from "@/lib/domain/petty-cash/fund";
import { useExpenseTypeName } from "../petty-cash/fund-text";
import { readSelector } from "./use-part-text";

export type LabelOption = {
  /** As rules have it: in small letters. */
  value: string;
  label: string;
  /** Its usual VAT, and the account that it has in some scope; null where nothing is known. */
  hint: string | null;
};

export function useLabelOptions(purpose: Purpose, rules: readonly JournalAccount[]): LabelOption[] {
  const t = useTranslations("journal");
  const sourceText = useTranslations("petty-cash.sources");
  const { data: types } = useQuery(expenseTypesQuery());
  const { data: seen } = useQuery(seenLabelsQuery());
  const typeName = useExpenseTypeName(types?.types ?? []);
  const options = new Map<string, Omit<LabelOption, "value">>();
  const add = (text: string, label: string, percent: number | null = null) => {
    const value = normalizeLabel(text);
    const rule = rules.find((one) => one.purpose === purpose && labelOf(one) === value);
    const rate = rule?.vat == null ? percent : rule.vat.ppm / 10_000;
    const hints = [
      ...(rate === null ? [] : [t("usual-vat", { percent: rate })]),
      ...(rule?.account == null ? [] : [t("has-account", { account: rule.account })]),
    ];
    if (!options.has(value)) options.set(value, { label, hint: hints.join(", ") || null });
  };
  const known = types?.types ?? [];
  if (purpose === "petty-cash-expenses") {
    for (const { code, ratePpm } of known) {
      add(code, typeName(code), ratePpm === null ? null : ratePpm / 10_000);
    }
  } else if (purpose === "petty-cash-vat") {
    for (const { ratePpm } of known) {
      if (ratePpm !== null) add(String(ratePpm / 10_000), `${ratePpm / 10_000} %`);
    }
  } else if (purpose === "petty-cash-transfers") {
    for (const source of CASH_SOURCES) add(source, sourceText(source));
  } else {
    for (const one of seen?.labels ?? []) if (one.purpose === purpose) add(one.label, one.label);
  }
  for (const rule of rules) {
    const label = rule.purpose === purpose ? labelOf(rule) : null;
    if (label !== null) add(label, label);
  }
  return [...options].map(([value, option]) => ({ value, ...option }));
}

function labelOf({ selector }: JournalAccount): string | null {
  const part = readSelector(selector);
  return part?.kind === "label" ? part.value : null;
}
