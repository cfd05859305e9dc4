/** What each part of the page of variances is given: one set of filters, and one currency. */
import type { DateRange } from "@/lib/domain/business-date";
import type { LineSearch } from "@/lib/domain/filters";
import type { VarianceFilters } from "@/lib/domain/variance-filters";
import type { ChangeVariances } from "./use-variance-filters";

export type View = {
  filters: VarianceFilters;
  change: ChangeVariances;
  today: string;
  search: LineSearch;
  range: DateRange;
  currency: string;
};
