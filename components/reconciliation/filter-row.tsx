"use client";

/** Which lines: centres, dates, tender, state, since when known, and how closely they stand. */
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { Centre } from "@/lib/contracts/centre";
import { countNarrowing, datesOf, type Filters } from "@/lib/domain/screen/line-filters";
import { DateRangePicker } from "../ui/date-range";
import { AsOfChoice } from "./as-of";
import {
  CentreChoice,
  DensityChoice,
  DifferencesOnly,
  Labelled,
  PlacesChosen,
  Reset,
  SortChoice,
  StateChoice,
  TenderChoice,
} from "./filter-choices";
import { PhoneFilters } from "./phone-filters";
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
        <Labelled label={t("centres")} className="w-48">
          <CentreChoice filters={filters} onChange={onChange} centres={centres} />
        </Labelled>
        <Labelled label={t("dates")} className="w-64">
          {dates}
        </Labelled>
        <Labelled label={t("tender")} className="min-w-36">
          <TenderChoice filters={filters} onChange={onChange} />
        </Labelled>
        <Labelled label={t("state")} className="min-w-32">
          <StateChoice filters={filters} onChange={onChange} />
        </Labelled>
        <Labelled label={t("as-of")} className="min-w-44">
          <AsOfChoice asOf={filters.asOf} onChange={(asOf) => onChange({ asOf })} />
        </Labelled>
        <PlacesChosen filters={filters} onChange={onChange} />
        <DifferencesOnly filters={filters} onChange={onChange} />
        {narrowing > 0 && <Reset onChange={onChange} filters={filters} />}
        <DensityChoice filters={filters} onChange={onChange} />
      </div>
      <PhoneFilters dates={dates} narrowing={narrowing} show={t("show")}>
        <Labelled label={t("centres")}>
          <CentreChoice filters={filters} onChange={onChange} centres={centres} />
        </Labelled>
        <Labelled label={t("tender")}>
          <TenderChoice filters={filters} onChange={onChange} />
        </Labelled>
        <Labelled label={t("state")}>
          <StateChoice filters={filters} onChange={onChange} />
        </Labelled>
        <Labelled label={t("as-of")}>
          <AsOfChoice asOf={filters.asOf} onChange={(asOf) => onChange({ asOf })} />
        </Labelled>
        <SortChoice filters={filters} onChange={onChange} />
        <PlacesChosen filters={filters} onChange={onChange} />
        <DifferencesOnly filters={filters} onChange={onChange} />
        {narrowing > 0 && <Reset onChange={onChange} filters={filters} />}
      </PhoneFilters>
    </form>
  );
}
