"use client";

/** On paper, without the row of filters: how sums are narrowed besides places and dates. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import type { LineSearch } from "@/lib/domain/screen/line-filters";
import type { VarianceFilters } from "@/lib/domain/screen/variance-filters";
import { useTenderNames } from "../reconciliation/use-tender-names";
import { useInstantText } from "../ui/instant";

type SaidFiltersProps = { filters: VarianceFilters; search: LineSearch };

export function SaidFilters({ filters, search }: SaidFiltersProps) {
  const t = useTranslations("reconciliation.filters");
  const own = useTranslations("variance.filters");
  const instant = useInstantText();
  const { tenderIds, shiftIds, tillIds, states, asOf } = filters;
  const all = { ...search, shiftId: [], tillId: [] };
  const tenders = useTenderNames(tenderIds);
  const shifts = useQuery({ ...variancesQuery(all, "shift"), enabled: shiftIds.length > 0 });
  const tills = useQuery({ ...variancesQuery(all, "till"), enabled: tillIds.length > 0 });
  const shiftOf = (id: string) =>
    shifts.data?.rows.find(({ shiftId }) => shiftId === id)?.shiftName ?? id;
  const tillOf = (id: string) =>
    tills.data?.rows.find(({ tillId }) => tillId === id)?.tillName ?? id;
  const said = [
    { name: t("tender"), values: tenders },
    { name: own("shift"), values: shiftIds.map(shiftOf) },
    { name: own("till"), values: tillIds.map(tillOf) },
    { name: t("state"), values: states.map((state) => t(`states.${state}`)) },
    { name: t("as-of"), values: asOf === null ? [] : [instant(asOf, "long")] },
  ].filter(({ values }) => values.length > 0);
  if (said.length === 0) return null;
  return (
    <p className="print-only pb-3">
      {said.map(({ name, values }) => `${name}: ${values.join(", ")}`).join(" · ")}
    </p>
  );
}
