"use client";

/** Words what a rule covers, or what has no account: a purpose, and which part of it. */
import { useTranslations } from "next-intl";
import { ANY } from "@/lib/domain/journal/account-rule";
import { type SelectorKind, SELECTOR_KINDS } from "@/lib/domain/journal/purpose";
import type { Unmapped } from "@/lib/contracts/journal";
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
  return {
    selector(selector: string): string {
      const part = readSelector(selector);
      return part === null ? t("everything") : partText(part);
    },
    unmapped({ tenderId, label, reason }: Unmapped): string {
      const parts = [label ?? tenderId, reason === null ? null : reasonText(reason)];
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
