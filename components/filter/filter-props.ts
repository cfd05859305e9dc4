/** Every filter receives these props, whichever page it stands on. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { PeriodFilters } from "@/lib/domain/screen/line-filters";

export type FilterProps = {
  filters: PeriodFilters;
  onChange: (change: Partial<PeriodFilters>) => void;
  offer: CentreOffer<OfferedCentre>;
  /** Presets are relative to this business date of today. */
  today: string;
};

export type PrintedProps = Pick<FilterProps, "filters" | "today">;
