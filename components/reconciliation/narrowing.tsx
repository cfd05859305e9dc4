"use client";

/** On paper, where the filters themselves don't stand: what the lines were narrowed to. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { tendersQuery } from "@/lib/client/reconciliations";
import type { Filters } from "@/lib/domain/filters";

export function Narrowing({ filters }: { filters: Filters }) {
  const t = useTranslations("reconciliation.filters");
  const ui = useTranslations("ui");
  const { tenderIds, shiftIds, tillIds, states, verdicts, differencesOnly } = filters;
  const { data: tenders = [] } = useQuery({ ...tendersQuery(), enabled: tenderIds.length > 0 });
  const names = new Map(tenders.map(({ tenderId, tenderName }) => [tenderId, tenderName]));
  const words = [
    tenderIds.map((id) => names.get(id) ?? id).join(", "),
    shiftIds.length === 0 ? "" : t("shift", { names: shiftIds.join(", ") }),
    tillIds.length === 0 ? "" : t("till", { names: tillIds.join(", ") }),
    states.map((state) => t(`states.${state}`)).join(", "),
    verdicts.map((verdict) => ui(`verdict.${verdict}`)).join(", "),
    differencesOnly ? t("differences-only") : "",
  ].filter((word) => word !== "");
  return words.length === 0 ? null : <p className="print-only basis-full">{words.join(" · ")}</p>;
}
