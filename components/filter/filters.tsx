"use client";

/**
 * Defines the filters that several pages have: the control, which is the same in the row of a wide
 * screen and in the dialog of a phone, and what is printed of it.
 */
import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { AsOfChoice } from "./as-of";
import { CentreChoice, PeriodChoice, StateChoice, TenderChoice } from "./choices";
import type { FilterProps, PrintedProps } from "./filter-props";
import { PrintedFilter } from "./printed-filter";
import { useTenderNames } from "./use-tender-names";

export type Filter = {
  /** This is the key of its label. */
  id: string;
  /** It is the label in the row of a wide screen; without it the control has none. */
  width?: string;
  /** In the one row of a long list it has a place of its own; the others share a button. */
  inRow?: boolean;
  Control?: ComponentType<FilterProps>;
  isOffered?: (props: FilterProps) => boolean;
  /** It is absent when the title of the page or a notice has it. */
  Printed?: ComponentType<PrintedProps>;
};

export const CENTRES: Filter = {
  id: "centreIds",
  width: "w-48",
  inRow: true,
  Control: CentreChoice,
};
export const PERIOD: Filter = { id: "period", width: "w-64", inRow: true, Control: PeriodChoice };
export const TENDERS: Filter = {
  id: "tenderIds",
  width: "min-w-36",
  Control: TenderChoice,
  Printed: function PrintedTenders({ filters }) {
    return <PrintedFilter field="tenderIds" names={useTenderNames(filters.tenderIds)} />;
  },
};
export const STATES: Filter = {
  id: "states",
  width: "min-w-32",
  Control: StateChoice,
  Printed: function PrintedStates({ filters }) {
    const t = useTranslations("filter.states");
    return <PrintedFilter field="states" names={filters.states.map((state) => t(state))} />;
  },
};
export const AS_OF: Filter = {
  id: "asOf",
  width: "min-w-44",
  Control: ({ filters, onChange }) => (
    <AsOfChoice asOf={filters.asOf} onChange={(asOf) => onChange({ asOf })} />
  ),
};
