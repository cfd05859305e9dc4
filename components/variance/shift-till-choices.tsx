"use client";

/** Which shifts and which tills: those that have lines under the other filters. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import type { VarianceFilters } from "@/lib/domain/screen/variance-filters";
import { varianceSearchOf } from "@/lib/domain/screen/variance-filters";
import { Combobox } from "../ui/combobox";
import type { ChangeVariances } from "./use-variance-filters";

type ChoiceProps = { filters: VarianceFilters; onChange: ChangeVariances; today: string };

export function ShiftChoice({ filters, onChange, today }: ChoiceProps) {
  const t = useTranslations("variance.filters");
  const search = { ...varianceSearchOf(filters, today), shiftId: [], tillId: [] };
  const { data } = useQuery(variancesQuery(search, "shift"));
  const named = (data?.rows ?? []).map(({ shiftId = "", shiftName }) => ({
    value: shiftId,
    label: shiftName ?? shiftId,
  }));
  return (
    <Combobox
      label={t("shift")}
      options={withChosen(named, filters.shiftIds)}
      selected={[...filters.shiftIds]}
      onChange={(shiftIds) => onChange({ shiftIds: [...shiftIds].sort() })}
      all={t("all-shifts")}
      className="w-full"
    />
  );
}

/** A till is named within its centre, so that one centre is chosen first. */
export function TillChoice({ filters, onChange, today }: ChoiceProps) {
  const t = useTranslations("variance.filters");
  const search = { ...varianceSearchOf(filters, today), shiftId: [], tillId: [] };
  const { data } = useQuery(variancesQuery(search, "till"));
  const named = (data?.rows ?? []).map(({ tillId = "", tillName }) => ({
    value: tillId,
    label: tillName ?? tillId,
  }));
  return (
    <Combobox
      label={t("till")}
      options={withChosen(named, filters.tillIds)}
      selected={[...filters.tillIds]}
      onChange={(tillIds) => onChange({ tillIds: [...tillIds].sort() })}
      all={t("all-tills")}
      className="w-full"
    />
  );
}

type Named = { value: string; label: string };

/** Each once, and those besides that the address names. */
function withChosen(named: readonly Named[], chosen: readonly string[]): Named[] {
  const known = new Map(named.map((one) => [one.value, one]));
  for (const id of chosen) if (!known.has(id)) known.set(id, { value: id, label: id });
  return [...known.values()];
}
