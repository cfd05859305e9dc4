"use client";

/** Formats a likely cause in a few words, for a cell; the panel has its whole sentence. */
import { useLocale, useTranslations } from "next-intl";
import type { ListedCause } from "@/lib/contracts/explanation";
import type { ListedLine } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatDifference, formatMoney } from "@/lib/domain/format";

export function useListedCauseText(line: ListedLine): (cause: ListedCause) => string {
  const t = useTranslations("reason.causes");
  const language = useLocale();
  const money = (minor: number) => formatMoney(minor, line.currency, language);

  return ({ kind, facts, ...names }) => {
    const amount = money(facts.amountMinor);
    const other = formatDifference(facts.otherMinor ?? 0, line.currency, language);
    const tillId = facts.tillId ?? line.tillId;
    // "T2" alone says too little in a sentence; "Terrace" says enough.
    const till = names.tillName ?? t("till", { id: tillId });
    const shift = names.shiftName ?? facts.shiftId ?? line.shiftId;
    const tender = names.tenderName ?? facts.tenderId ?? line.tenderId;
    const date = formatBusinessDate(facts.businessDate ?? line.businessDate, language, "short");
    const pieces = { quantity: facts.quantity ?? 0, unit: money(facts.unitMinor ?? 0) };
    const entry = { label: facts.label ?? t("no-label"), amount };
    switch (kind) {
      case "float-left-out":
      case "float-counted-twice":
      case "float-not-as-agreed":
      case "digits-swapped":
      case "decimal-slip":
        return t(`short.${kind}`, { amount });
      case "wrong-tender":
        return t("short.mirror", { name: tender, other });
      case "wrong-till":
        return t("short.mirror", { name: `${shift}, ${till}`, other });
      case "wrong-shift":
        return t("short.mirror", { name: shift, other });
      case "wrong-day":
        return t("short.mirror", { name: date, other });
      case "note-miscounted": {
        const isShort = (line.differenceMinor ?? 0) < 0;
        return t(isShort ? "short.piece-missing" : "short.piece-too-many", pieces);
      }
      case "voucher-missing":
      case "voucher-twice":
      case "cash-rounding":
        return t(`short.${kind}`, pieces);
      case "movement-missing":
      case "expense-missing":
      case "deposit-missing":
        return t("short.entry-missing", entry);
      case "movement-twice":
      case "expense-twice":
      case "deposit-twice":
        return t("short.entry-twice", entry);
      case "movement-not-made":
        return t("short.entry-not-made", entry);
    }
  };
}
