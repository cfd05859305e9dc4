/** What every filter is given, on whichever page it stands. */
import type { Centre } from "@/lib/contracts/centre";
import type { PeriodFilters } from "@/lib/domain/screen/line-filters";

export type FilterProps = {
  filters: PeriodFilters;
  onChange: (change: Partial<PeriodFilters>) => void;
  centres: readonly Centre[];
  /** The business date of today, on which presets are counted. */
  today: string;
};

export type PrintedProps = Pick<FilterProps, "filters" | "today">;
