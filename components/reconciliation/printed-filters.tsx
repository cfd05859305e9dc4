"use client";

/** On paper, where the filters themselves don't stand: what the lines were narrowed to. */
import { useTranslations } from "next-intl";
import type { Filters } from "@/lib/domain/screen/line-filters";
import { useTenderNames } from "./use-tender-names";

export function SaidFilters({ filters }: { filters: Filters }) {
  const t = useTranslations("reconciliation.filters");
  const ui = useTranslations("ui");
  const { tenderIds, shiftIds, tillIds, states, verdicts, differencesOnly } = filters;
  const tenders = useTenderNames(tenderIds);
  const words = [
    tenders.join(", "),
    shiftIds.length === 0 ? "" : t("shift", { names: shiftIds.join(", ") }),
    tillIds.length === 0 ? "" : t("till", { names: tillIds.join(", ") }),
    states.map((state) => t(`states.${state}`)).join(", "),
    verdicts.map((verdict) => ui(`verdict.${verdict}`)).join(", "),
    differencesOnly ? t("differences-only") : "",
  ].filter((word) => word !== "");
  return words.length === 0 ? null : <p className="print-only basis-full">{words.join(" · ")}</p>;
}
