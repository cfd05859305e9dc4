"use client";

/** Which lines the charts add up: centres, dates, tender, shift, till, state, since when known. */
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { Centre } from "@/lib/contracts/centre";
import { datesOf } from "@/lib/domain/screen/line-filters";
import {
  countVarianceNarrowing,
  readVarianceFilters,
  type VarianceFilters,
} from "@/lib/domain/screen/variance-filters";
import { AsOfChoice } from "../reconciliation/as-of";
import {
  CentreChoice,
  Labelled,
  StateChoice,
  TenderChoice,
} from "../reconciliation/filter-choices";
import { PhoneFilters } from "../reconciliation/phone-filters";
import { Button } from "../ui/button";
import { DateRangePicker } from "../ui/date-range";
import { ShiftChoice, TillChoice } from "./shift-till-choices";
import type { ChangeVariances } from "./use-variance-filters";

type FilterRowProps = {
  filters: VarianceFilters;
  onChange: ChangeVariances;
  centres: readonly Centre[];
  today: string;
  /** Where the key `/` leads. */
  search: RefObject<HTMLFormElement | null>;
};

export function FilterRow({ filters, onChange, centres, today, search }: FilterRowProps) {
  const t = useTranslations("reconciliation.filters");
  const own = useTranslations("variance.filters");
  const narrowing = countVarianceNarrowing(filters);
  const part = { filters, onChange, today };
  const oneCentre = filters.centreIds.length === 1 || filters.tillIds.length > 0;
  const dates = (
    <DateRangePicker
      label={t("dates")}
      value={datesOf(filters.period, today)}
      today={today}
      onChange={(range, preset) => onChange({ period: preset ?? range })}
      className="w-full"
    />
  );
  const reset = () => {
    const { period, currency, rank } = filters;
    onChange({ ...readVarianceFilters([], today), period, currency, rank });
  };
  const choices = [
    {
      name: t("centres"),
      wide: "w-44",
      control: <CentreChoice filters={filters} onChange={onChange} centres={centres} />,
    },
    { name: t("dates"), wide: "w-64", control: dates },
    {
      name: t("tender"),
      wide: "min-w-40",
      control: <TenderChoice filters={filters} onChange={onChange} />,
    },
    { name: own("shift"), wide: "min-w-40", control: <ShiftChoice {...part} /> },
    ...(oneCentre
      ? [{ name: own("till"), wide: "min-w-40", control: <TillChoice {...part} /> }]
      : []),
    {
      name: t("state"),
      wide: "min-w-32",
      control: <StateChoice filters={filters} onChange={onChange} />,
    },
    {
      name: t("as-of"),
      wide: "min-w-44",
      control: <AsOfChoice asOf={filters.asOf} onChange={(asOf) => onChange({ asOf })} />,
    },
  ];
  return (
    <form
      ref={search}
      method="post"
      role="search"
      aria-label={own("label")}
      onSubmit={(event) => event.preventDefault()}
      className="no-print px-edge pb-4 max-sm:pb-3"
    >
      <div className="flex flex-wrap items-end gap-3 max-sm:hidden">
        {choices.map(({ name, wide, control }) => (
          <Labelled key={name} label={name} className={wide}>
            {control}
          </Labelled>
        ))}
        {narrowing > 0 && (
          <Button kind="bare" onClick={reset}>
            {t("reset")}
          </Button>
        )}
      </div>
      <PhoneFilters dates={dates} narrowing={narrowing} show={own("show")}>
        {choices
          .filter(({ name }) => name !== t("dates"))
          .map(({ name, control }) => (
            <Labelled key={name} label={name}>
              {control}
            </Labelled>
          ))}
        {narrowing > 0 && (
          <Button kind="bare" onClick={reset}>
            {t("reset")}
          </Button>
        )}
      </PhoneFilters>
    </form>
  );
}
