"use client";

/** Which lines: centres, dates, tender, differences only, and how closely they stand. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useId, useState } from "react";
import { tendersQuery } from "@/lib/client/reconciliations";
import type { Centre } from "@/lib/contracts/centre";
import {
  countNarrowing,
  datesOf,
  DEFAULT_FILTERS,
  DENSITIES,
  type Filters,
  LINE_SORTS,
} from "@/lib/domain/filters";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { Combobox } from "../ui/combobox";
import { DateRangePicker } from "../ui/date-range";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import type { ChangeFilters } from "./use-filters";

type FilterRowProps = {
  filters: Filters;
  onChange: ChangeFilters;
  centres: readonly Centre[];
  today: string;
  /** Where the key `/` leads. */
  search: RefObject<HTMLFormElement | null>;
};

export function FilterRow({ filters, onChange, centres, today, search }: FilterRowProps) {
  const t = useTranslations("reconciliation.filters");
  const [open, setOpen] = useState(false);
  const narrowing = countNarrowing(filters);
  const dates = (
    <DateRangePicker
      label={t("dates")}
      value={datesOf(filters.period, today)}
      today={today}
      onChange={(range, preset) => onChange({ period: preset ?? range })}
      className="w-full"
    />
  );
  return (
    <form
      ref={search}
      method="post"
      role="search"
      aria-label={t("label")}
      onSubmit={(event) => event.preventDefault()}
      className="no-print px-edge pb-4 max-sm:pb-3"
    >
      <div className="flex flex-wrap items-end gap-3 max-sm:hidden">
        <Labelled label={t("centres")} className="w-56">
          <CentreChoice filters={filters} onChange={onChange} centres={centres} />
        </Labelled>
        <Labelled label={t("dates")} className="w-72">
          {dates}
        </Labelled>
        <Labelled label={t("tender")} className="w-44">
          <TenderChoice filters={filters} onChange={onChange} />
        </Labelled>
        <DifferencesOnly filters={filters} onChange={onChange} />
        {narrowing > 0 && <Reset onChange={onChange} filters={filters} />}
        <DensityChoice filters={filters} onChange={onChange} />
      </div>
      <div className="grid grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)] gap-2 sm:hidden">
        {dates}
        <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
          {t("filters", { count: narrowing })}
        </Button>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        footer={
          <Button kind="do" onClick={() => setOpen(false)}>
            {t("show")}
          </Button>
        }
      >
        <div className="grid gap-4">
          <Labelled label={t("centres")}>
            <CentreChoice filters={filters} onChange={onChange} centres={centres} />
          </Labelled>
          <Labelled label={t("tender")}>
            <TenderChoice filters={filters} onChange={onChange} />
          </Labelled>
          <SortChoice filters={filters} onChange={onChange} />
          <DifferencesOnly filters={filters} onChange={onChange} />
          {narrowing > 0 && <Reset onChange={onChange} filters={filters} />}
        </div>
      </Dialog>
    </form>
  );
}

type Part = { filters: Filters; onChange: ChangeFilters };

function CentreChoice({ filters, onChange, centres }: Part & { centres: readonly Centre[] }) {
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

function TenderChoice({ filters, onChange }: Part) {
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

function DifferencesOnly({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  return (
    <Checkbox
      label={t("differences-only")}
      checked={filters.differencesOnly}
      onCheckedChange={(differencesOnly) => onChange({ differencesOnly })}
    />
  );
}

function Reset({ onChange, filters }: Part) {
  const t = useTranslations("reconciliation.filters");
  const { period, sort, density } = filters;
  return (
    <Button kind="bare" onClick={() => onChange({ ...DEFAULT_FILTERS, period, sort, density })}>
      {t("reset")}
    </Button>
  );
}

function SortChoice({ filters, onChange }: Part) {
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

function DensityChoice({ filters, onChange }: Part) {
  const t = useTranslations("reconciliation.filters");
  return (
    <div role="group" aria-label={t("rows")} className="ml-auto flex items-center text-sm">
      <span className="mr-2 text-ink-2">{t("rows")}</span>
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
function Labelled({ label, className, children }: LabelledProps) {
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
