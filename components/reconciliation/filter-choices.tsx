"use client";

/** The single choices that the filters are made of. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { tendersQuery } from "@/lib/client/reconciliations";
import type { Centre } from "@/lib/contracts/centre";
import { DAY_STATES } from "@/lib/domain/day";
import {
  DEFAULT_FILTERS,
  DENSITIES,
  type Filters,
  LINE_SORTS,
} from "@/lib/domain/screen/line-filters";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { Combobox } from "../ui/combobox";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Select } from "../ui/input";
import type { ChangeFilters } from "./use-filters";

type Part = { filters: Filters; onChange: ChangeFilters };

export function CentreChoice({
  filters,
  onChange,
  centres,
}: Part & { centres: readonly Centre[] }) {
  const t = useTranslations("reconciliation.filters");
  const options = centres
    .map(({ id, name, currency }) => ({ value: id, label: name, hint: id, group: currency }))
    .sort((a, b) => (a.group < b.group ? -1 : a.group > b.group ? 1 : 0));
  return (
    <Combobox
      label={t("centres")}
      options={options}
      selected={[...filters.centreIds]}
      onChange={(centreIds) => onChange({ centreIds: [...centreIds].sort() })}
      all={t("all-mine")}
      className="w-full"
    />
  );
}

export function TenderChoice({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  const { data: tenders = [] } = useQuery(tendersQuery());
  const known = new Set(tenders.map(({ tenderId }) => tenderId));
  const options = [
    ...tenders.map(({ tenderId, tenderName }) => ({
      value: tenderId,
      label: tenderName ?? tenderId,
      ...(tenderName === null ? {} : { hint: tenderId }),
    })),
    ...filters.tenderIds.filter((id) => !known.has(id)).map((id) => ({ value: id, label: id })),
  ];
  return (
    <Combobox
      label={t("tender")}
      options={options}
      selected={[...filters.tenderIds]}
      onChange={(tenderIds) => onChange({ tenderIds: [...tenderIds].sort() })}
      all={t("all-tenders")}
      className="w-full"
    />
  );
}

export function StateChoice({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  return (
    <Combobox
      label={t("state")}
      options={DAY_STATES.map((state) => ({ value: state, label: t(`states.${state}`) }))}
      selected={[...filters.states]}
      onChange={(chosen) =>
        onChange({ states: DAY_STATES.filter((state) => chosen.includes(state)) })
      }
      all={t("any-state")}
      className="w-full"
    />
  );
}

/** A shift or a till comes from a chart; here it can be seen, and let go of. */
export function PlacesChosen({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  const { shiftIds, tillIds } = filters;
  if (shiftIds.length + tillIds.length === 0) return null;
  const words = [
    ...(shiftIds.length === 0 ? [] : [t("shift", { names: shiftIds.join(", ") })]),
    ...(tillIds.length === 0 ? [] : [t("till", { names: tillIds.join(", ") })]),
  ].join(" · ");
  return (
    <Button
      aria-label={t("any-place", { places: words })}
      onClick={() => onChange({ shiftIds: [], tillIds: [] })}
    >
      {words}
      <Icon name="close" />
    </Button>
  );
}

export function DifferencesOnly({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  return (
    <Checkbox
      label={t("differences-only")}
      checked={filters.differencesOnly}
      onCheckedChange={(differencesOnly) => onChange({ differencesOnly })}
    />
  );
}

export function Reset({ onChange, filters }: Part) {
  const t = useTranslations("reconciliation.filters");
  const { period, sort, density } = filters;
  return (
    <Button kind="bare" onClick={() => onChange({ ...DEFAULT_FILTERS, period, sort, density })}>
      {t("reset")}
    </Button>
  );
}

export function SortChoice({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation");
  return (
    <Field label={t("filters.sort")}>
      {(control) => (
        <Select
          {...control}
          value={filters.sort}
          onChange={({ target }) =>
            onChange({ sort: LINE_SORTS.find((sort) => sort === target.value) ?? "date" })
          }
        >
          {LINE_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`sorts.${sort}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

export function DensityChoice({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  return (
    <div role="group" aria-label={t("rows")} className="ml-auto flex items-center text-sm">
      <span className="mr-2 text-ink-2 max-[1560px]:hidden">{t("rows")}</span>
      {DENSITIES.map((density) => (
        <button
          key={density}
          type="button"
          aria-pressed={filters.density === density}
          onClick={() => onChange({ density })}
          className={classNames(
            "h-8 border border-rule-strong px-2.5 text-sm not-first-of-type:border-l-0",
            filters.density === density
              ? "bg-accent-wash font-medium text-accent"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {t(density)}
        </button>
      ))}
    </div>
  );
}

type LabelledProps = { label: string; className?: string; children: ReactNode };

/** The control names itself; this is the same name for those who see. */
export function Labelled({ label, className, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={classNames("grid gap-0.5", className)}>
      <span id={id} aria-hidden="true" className="text-xs text-ink-2">
        {label}
      </span>
      {children}
    </div>
  );
}
