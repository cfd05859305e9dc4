/** Every filter receives these props, whichever page it stands on. */
import type { Centre } from "@/lib/contracts/centre";
import type { PeriodFilters } from "@/lib/domain/screen/line-filters";

export type FilterProps = {
  filters: PeriodFilters;
  onChange: (change: Partial<PeriodFilters>) => void;
  centres: readonly Centre[];
  /** Presets are relative to this business date of today. */
  today: string;
};

export type PrintedProps = Pick<FilterProps, "filters" | "today">;
