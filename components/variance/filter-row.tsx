"use client";

/** Filters the lines that the charts add up. */
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { NO_NARROWING } from "@/lib/domain/line-filter";
import type { VarianceFilters } from "@/lib/domain/screen/variance-filters";
import { FilterForm } from "../filter/filter-form";
import { VARIANCE_FILTERS } from "../filter/variance-filters";
import type { ChangeVariances } from "./use-variance-filters";

type FilterRowProps = {
  filters: VarianceFilters;
  onChange: ChangeVariances;
  offer: CentreOffer<OfferedCentre>;
  today: string;
  /** The key `/` focuses this. */
  search: RefObject<HTMLFormElement | null>;
};

export function FilterRow(props: FilterRowProps) {
  const t = useTranslations("variance.filters");
  return (
    <FilterForm
      {...props}
      shown={VARIANCE_FILTERS}
      label={t("label")}
      show={t("show")}
      onReset={() => props.onChange(NO_NARROWING)}
    />
  );
}
