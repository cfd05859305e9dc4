"use client";

/** Formats a likely cause as a sentence. The domain makes the arithmetic beside it. */
import { useLocale, useTranslations } from "next-intl";
import type { CauseView } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatDifference, formatMoney } from "@/lib/domain/format";
import { type ExplainedLine, getNames } from "./explained-line";

export function useCauseText(
  day: DayDetail,
  line: ExplainedLine,
): (cause: CauseView) => { sentence: string; rest: string | null } {
  const t = useTranslations("explanation.causes");
  const terms = useTranslations("reason.causes");
  const language = useLocale();
  const money = (minor: number) => formatMoney(minor, line.currency, language);
  const signed = (minor: number) => formatDifference(minor, line.currency, language);

  const sentence = ({ kind, facts }: CauseView): string => {
    const position = {
      shiftId: facts.shiftId ?? line.shiftId,
      tillId: facts.tillId ?? line.tillId,
      tenderId: facts.tenderId ?? line.tenderId,
    };
    const named = getNames(day, position);
    // "T2" alone says too little in a sentence; "Terrace" says enough.
    const isNamed = named.till !== position.tillId;
    const names = isNamed ? named : { ...named, till: terms("till", { id: position.tillId }) };
    const amount = money(facts.amountMinor);
    const other = facts.otherMinor ?? 0;
    const nearly = facts.restMinor === undefined ? "" : "-nearly";
    const pieces = { quantity: facts.quantity ?? 0, unit: money(facts.unitMinor ?? 0) };
    const date = formatBusinessDate(facts.businessDate ?? day.businessDate, language, "short");
    const entry = { label: facts.label ?? terms("no-label"), amount };
    switch (kind) {
      case "float-left-out":
      case "float-counted-twice":
        return t(`sentences.${kind}${nearly}`, { amount, till: names.till });
      case "float-not-as-agreed":
        return facts.otherMinor === undefined
          ? t("sentences.float-unknown", { amount, till: names.till })
          : t("sentences.float-not-as-agreed", { amount, till: names.till, other: money(other) });
      case "digits-swapped":
        return t("sentences.digits-swapped", {
          amount,
          other: money(other),
          label: facts.label ?? "",
        });
      case "decimal-slip":
        return t("sentences.decimal-slip", {
          amount,
          other: money(other),
          quantity: facts.quantity ?? 10,
        });
      case "wrong-tender":
        return t("sentences.wrong-tender", { tender: names.tender, other: signed(other) });
      case "wrong-till":
      case "wrong-shift":
        return t(`sentences.${kind}`, { ...names, other: signed(other) });
      case "wrong-day":
        return t("sentences.wrong-day", { date, other: signed(other) });
      case "note-miscounted":
        return t((line.differenceMinor ?? 0) < 0 ? "sentences.note-short" : "sentences.note-over", {
          ...pieces,
        });
      case "voucher-missing":
      case "voucher-twice":
        return t(`sentences.${kind}`, pieces);
      case "cash-rounding":
        return t("sentences.cash-rounding", { ...pieces, amount });
      case "movement-not-made":
        return t("sentences.entry-not-made", entry);
      case "movement-missing":
      case "movement-twice":
      case "expense-missing":
      case "expense-twice":
      case "deposit-missing":
      case "deposit-twice": {
        const isHere = facts.businessDate === day.businessDate && isSameTill(facts, line);
        const where =
          facts.businessDate === day.businessDate
            ? t("where.till", { shift: names.shift, till: names.till })
            : t("where.day", { date, till: names.till });
        if (kind.endsWith("-missing")) return t("sentences.entry-missing", { ...entry, where });
        return isHere
          ? t("sentences.entry-twice", entry)
          : t("sentences.entry-twice-elsewhere", { ...entry, where });
      }
    }
  };
  return (cause) => ({
    sentence: sentence(cause),
    rest:
      cause.facts.restMinor === undefined
        ? null
        : t("rest", { rest: signed(cause.facts.restMinor) }),
  });
}

function isSameTill(facts: CauseView["facts"], line: ExplainedLine): boolean {
  return facts.shiftId === line.shiftId && facts.tillId === line.tillId;
}
