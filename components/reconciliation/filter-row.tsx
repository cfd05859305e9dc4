"use client";

/** Sets which lines the page shows, in which order, and at which density. */
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import { DENSITIES, type Filters, LINE_SORTS } from "@/lib/domain/screen/line-filters";
import { FilterForm } from "../filter/filter-form";
import { LINE_FILTERS } from "../filter/line-filters";
import { classNames } from "../ui/class-names";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import type { ChangeFilters } from "./use-filters";

type Part = { filters: Filters; onChange: ChangeFilters };

type FilterRowProps = Part & {
  offer: CentreOffer<OfferedCentre>;
  today: string;
  /** The key `/` focuses this. */
  search: RefObject<HTMLFormElement | null>;
  /** What else a phone can do with the list. */
  phone: ReactNode;
  children: ReactNode;
};

export function FilterRow(props: FilterRowProps) {
  const { filters, onChange } = props;
  const t = useTranslations("reconciliation.filters");
  return (
    <FilterForm
      {...props}
      compact
      shown={LINE_FILTERS}
      label={t("label")}
      show={t("show")}
      onReset={() => onChange(NO_NARROWING)}
      wide={<DensityChoice filters={filters} onChange={onChange} />}
      narrow={<SortChoice filters={filters} onChange={onChange} />}
    />
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
    <div role="group" aria-label={t("rows")} className="flex items-center text-sm">
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
