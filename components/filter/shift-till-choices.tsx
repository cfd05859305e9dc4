"use client";

/** Chooses shifts and tills among those that have lines under the other filters. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { lineFilterOf } from "@/lib/domain/screen/line-filters";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { FilterProps, PrintedProps } from "./filter-props";
import { ListChoice } from "./list-choice";
import { PrintedFilter } from "./printed-filter";

export function ShiftChoice(props: FilterProps) {
  return <ListChoice {...props} field="shiftIds" options={useShifts(props)} />;
}

export function PrintedShifts(props: PrintedProps) {
  const { shiftIds } = props.filters;
  const shifts = useShifts(props, shiftIds.length > 0);
  return <PrintedFilter field="shiftIds" names={namesOf(shifts, shiftIds)} />;
}

export function TillChoice(props: FilterProps) {
  return <ListChoice {...props} field="tillIds" options={useTills(props)} />;
}

export function PrintedTills(props: PrintedProps) {
  const { tillIds } = props.filters;
  const tills = useTills(props, tillIds.length > 0);
  return <PrintedFilter field="tillIds" names={namesOf(tills, tillIds)} />;
}

/** A till is named within its centre, so that one centre is chosen first. */
export function isTillChosenFrom({ filters }: FilterProps): boolean {
  return filters.centreIds.length === 1 || filters.tillIds.length > 0;
}

/** A shift or a till is chosen in a chart; here it is visible and can be removed. */
export function ChosenShiftsAndTills({ filters, onChange }: FilterProps) {
  const t = useTranslations("reconciliation.filters");
  const { shiftIds, tillIds } = filters;
  if (shiftIds.length + tillIds.length === 0) return null;
  const chosen = [
    ...(shiftIds.length === 0 ? [] : [t("shift", { names: shiftIds.join(", ") })]),
    ...(tillIds.length === 0 ? [] : [t("till", { names: tillIds.join(", ") })]),
  ].join(" · ");
  return (
    <Button
      aria-label={t("any-place", { names: chosen })}
      onClick={() => onChange({ shiftIds: [], tillIds: [] })}
    >
      {chosen}
      <Icon name="close" />
    </Button>
  );
}

/**
 * They are shown by their ids: a reader of lines may not be allowed to read the sums that have the
 * names.
 */
export function PrintedShiftAndTillIds({ filters: { shiftIds, tillIds } }: PrintedProps) {
  return (
    <>
      <PrintedFilter field="shiftIds" names={shiftIds} />
      <PrintedFilter field="tillIds" names={tillIds} />
    </>
  );
}

type Named = { value: string; label: string };

function useShifts({ filters, today }: PrintedProps, enabled = true): Named[] {
  const { data } = useQuery({ ...variancesQuery(anywhere(filters, today), "shift"), enabled });
  return (data?.rows ?? []).map(({ shiftId = "", shiftName }) => ({
    value: shiftId,
    label: shiftName ?? shiftId,
  }));
}

function useTills({ filters, today }: PrintedProps, enabled = true): Named[] {
  const { data } = useQuery({ ...variancesQuery(anywhere(filters, today), "till"), enabled });
  return (data?.rows ?? []).map(({ tillId = "", tillName }) => ({
    value: tillId,
    label: tillName ?? tillId,
  }));
}

function anywhere(filters: PrintedProps["filters"], today: string) {
  return { ...lineFilterOf(filters, today), shiftIds: [], tillIds: [] };
}

function namesOf(named: readonly Named[], ids: readonly string[]): string[] {
  return ids.map((id) => named.find(({ value }) => value === id)?.label ?? id);
}
