"use client";

/** Which lines the charts add up: centres, dates, tender, shift, till, state, since when known. */
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import type { Centre } from "@/lib/contracts/centre";
import { datesOf } from "@/lib/domain/filters";
import {
  countVarianceNarrowing,
  readVarianceFilters,
  type VarianceFilters,
} from "@/lib/domain/variance-filters";
import { AsOfChoice } from "../reconciliation/as-of";
import {
  CentreChoice,
  Labelled,
  StateChoice,
  TenderChoice,
} from "../reconciliation/filter-choices";
import { Button } from "../ui/button";
import { DateRangePicker } from "../ui/date-range";
import { Dialog } from "../ui/dialog";
import { ShiftChoice, TillChoice } from "./place-choices";
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
  const [open, setOpen] = useState(false);
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
      ...{ name: t("centres"), wide: "w-44" },
      control: <CentreChoice filters={filters} onChange={onChange} centres={centres} />,
    },
    { name: t("dates"), wide: "w-64", control: dates },
    {
      ...{ name: t("tender"), wide: "w-32" },
      control: <TenderChoice filters={filters} onChange={onChange} />,
    },
    { name: own("shift"), wide: "w-32", control: <ShiftChoice {...part} /> },
    ...(oneCentre ? [{ name: own("till"), wide: "w-32", control: <TillChoice {...part} /> }] : []),
    {
      ...{ name: t("state"), wide: "w-32" },
      control: <StateChoice filters={filters} onChange={onChange} />,
    },
    {
      ...{ name: t("as-of"), wide: "w-44" },
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
            {own("show")}
          </Button>
        }
      >
        <div className="grid gap-4">
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
        </div>
      </Dialog>
    </form>
  );
}
