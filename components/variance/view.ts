/**
 * Defines the props of each part of the page of variances: one set of filters, and one currency.
 */
import type { DateRange } from "@/lib/domain/business-date";
import type { LineFilter } from "@/lib/domain/line-filter";
import type { VarianceFilters } from "@/lib/domain/screen/variance-filters";
import type { ChangeVariances } from "./use-variance-filters";

export type View = {
  filters: VarianceFilters;
  change: ChangeVariances;
  today: string;
  search: LineFilter;
  range: DateRange;
  currency: string;
};
