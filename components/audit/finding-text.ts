"use client";

/** Words a difference that the verification of a day found: where, in what, and both values. */
import { useLocale, useTranslations } from "next-intl";
import type { DayFindingRow } from "@/lib/contracts/audit";
import { formatMoney } from "@/lib/domain/format";
import { useFieldText } from "./field-text";

export function useFindingText(currency: string | null): (finding: DayFindingRow) => string {
  const t = useTranslations("audit.day-check");
  const fieldText = useFieldText();
  const valueText = useValueText(currency);
  return (finding) => {
    const { about, fault, line, number, entryId, field } = finding;
    const where = line === null ? "" : `${line.shiftId} · ${line.tillId} · ${line.tenderId}`;
    const what = t(`about.${about}`, { number: number ?? 0, line: where });
    const entry = entryId ?? "none";
    if (field === "hash") return `${what}: ${t("faults.hash")}`;
    if (fault === "differs" && (field === null || field === "details")) {
      return `${what}: ${t("faults.whole")}`;
    }
    if (fault !== "differs") return `${what}: ${t(`faults.${fault}`, { entry })}`;
    const name = t.has(`fields.${field}`) ? t(`fields.${field}`) : fieldText(field ?? "");
    const values = {
      recorded: valueText(field ?? "", finding.recorded),
      stored: valueText(field ?? "", finding.stored),
    };
    return `${what}: ${t("faults.differs", { field: name, entry, ...values })}`;
  };
}

function useValueText(currency: string | null) {
  const t = useTranslations("audit.day-check");
  const ui = useTranslations("ui");
  const language = useLocale();
  return (field: string, value: string | number | null): string => {
    if (value === null) return t("nothing-value");
    if (typeof value === "number" && field.endsWith("Minor") && currency !== null) {
      return `${formatMoney(value, currency, language)} ${currency}`;
    }
    const key = field === "verdict" ? `verdict.${value}` : `state.${value}`;
    const isWorded = field === "verdict" || field === "state" || field === "fromState";
    return isWorded && ui.has(key) ? ui(key) : String(value);
  };
}
