"use client";

/** Words what a rule covers, or what has no account: a purpose, and which part of it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { expenseTypesQuery } from "@/lib/client/petty-cash";
import { ANY } from "@/lib/domain/journal/account-rule";
import { type Purpose, type SelectorKind, SELECTOR_KINDS } from "@/lib/domain/journal/purpose";
import type { Unmapped } from "@/lib/contracts/journal";
import { useExpenseTypeName } from "../petty-cash/fund-text";
import { useReasonText } from "../reason/use-reason-text";

type Part = { kind: SelectorKind; value: string };

export function usePartText() {
  const t = useTranslations("journal");
  const tenders = useTranslations("journal.kinds");
  const reasonText = useReasonText();
  const partText = ({ kind, value }: Part): string => {
    if (kind === "reason") return reasonText(value);
    return kind === "kind" && tenders.has(value) ? tenders(value) : value;
  };
  const { data } = useQuery(expenseTypesQuery());
  const typeName = useExpenseTypeName(data?.types ?? []);
  const labelText = (purpose: Purpose, label: string) =>
    purpose === "petty-cash-expenses" ? typeName(label) : label;
  return {
    selector({ purpose, selector }: { purpose: Purpose; selector: string }): string {
      const part = readSelector(selector);
      if (part === null) return t("everything");
      return part.kind === "label" ? labelText(purpose, part.value) : partText(part);
    },
    unmapped({ purpose, tenderId, label, reason }: Unmapped): string {
      const named = label === null ? tenderId : labelText(purpose, label);
      const parts = [named, reason === null ? null : reasonText(reason)];
      return parts.filter((part) => part !== null).join(", ");
    },
  };
}

/** Returns null for a rule that covers all of its purpose. */
export function readSelector(selector: string): Part | null {
  if (selector === ANY) return null;
  const kind = SELECTOR_KINDS.find((one) => selector.startsWith(`${one}:`));
  return kind === undefined ? null : { kind, value: selector.slice(kind.length + 1) };
}
