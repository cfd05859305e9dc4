"use client";

/**
 * Every filter of lines, once: its control, which is the same in the row of a wide screen and in
 * the dialog of a phone, and what is printed of it. Each page lists the filters that it has.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { reasonsQuery } from "@/lib/client/reasons";
import { NO_REASON } from "@/lib/domain/reason";
import { useReasonText } from "../reason/use-reason-text";
import { AsOfChoice } from "./as-of";
import { CentreChoice, DifferencesOnly, PeriodChoice, StateChoice, TenderChoice } from "./choices";
import type { FilterProps, PrintedProps } from "./filter-props";
import { ListChoice } from "./list-choice";
import {
  ChosenShiftsAndTills,
  isTillChosenFrom,
  PrintedShiftAndTillIds,
  PrintedShifts,
  PrintedTills,
  ShiftChoice,
  TillChoice,
} from "./shift-till-choices";
import { PrintedFilter } from "./printed-filter";
import { useTenderNames } from "./use-tender-names";

export type Filter = {
  /** The key of its label. */
  id: string;
  /** In the row of a wide screen; absent: the control has no label beside it. */
  width?: string;
  Control?: ComponentType<FilterProps>;
  isOffered?: (props: FilterProps) => boolean;
  /** Absent: the title of the page has it, or a notice. */
  Printed?: ComponentType<PrintedProps>;
};

const CENTRES: Filter = { id: "centreIds", width: "w-48", Control: CentreChoice };
const PERIOD: Filter = { id: "period", width: "w-64", Control: PeriodChoice };
const TENDERS: Filter = {
  id: "tenderIds",
  width: "min-w-36",
  Control: TenderChoice,
  Printed: function PrintedTenders({ filters }) {
    return <PrintedFilter field="tenderIds" names={useTenderNames(filters.tenderIds)} />;
  },
};
const STATES: Filter = {
  id: "states",
  width: "min-w-32",
  Control: StateChoice,
  Printed: function PrintedStates({ filters }) {
    const t = useTranslations("filter.states");
    return <PrintedFilter field="states" names={filters.states.map((state) => t(state))} />;
  },
};
const REASONS: Filter = {
  id: "reasons",
  width: "min-w-36",
  Control: function ReasonChoice(props) {
    const { data } = useQuery(reasonsQuery());
    const textOf = useReasonTexts();
    const codes = [NO_REASON, ...(data?.reasons ?? []).map(({ code }) => code)];
    const options = codes.map((code) => ({ value: code, label: textOf(code) }));
    return <ListChoice {...props} field="reasons" options={options} />;
  },
  Printed: function PrintedReasons({ filters }) {
    const textOf = useReasonTexts();
    return <PrintedFilter field="reasons" names={filters.reasons.map(textOf)} />;
  },
};
const AS_OF: Filter = {
  id: "asOf",
  width: "min-w-44",
  Control: ({ filters, onChange }) => (
    <AsOfChoice asOf={filters.asOf} onChange={(asOf) => onChange({ asOf })} />
  ),
};
/** The bar of verdicts is its control. */
const VERDICTS: Filter = {
  id: "verdicts",
  Printed: function PrintedVerdicts({ filters }) {
    const t = useTranslations("ui.verdict");
    return <PrintedFilter field="verdicts" names={filters.verdicts.map((one) => t(one))} />;
  },
};
const DIFFERENCES_ONLY: Filter = {
  id: "differencesOnly",
  Control: DifferencesOnly,
  Printed: ({ filters }) => (
    <PrintedFilter field="differencesOnly" names={filters.differencesOnly ? ["true"] : []} />
  ),
};

export const LINE_FILTERS: readonly Filter[] = [
  CENTRES,
  PERIOD,
  TENDERS,
  REASONS,
  STATES,
  AS_OF,
  { id: "shifts-and-tills", Control: ChosenShiftsAndTills, Printed: PrintedShiftAndTillIds },
  VERDICTS,
  DIFFERENCES_ONLY,
];

export const VARIANCE_FILTERS: readonly Filter[] = [
  CENTRES,
  PERIOD,
  TENDERS,
  { id: "shiftIds", width: "min-w-36", Control: ShiftChoice, Printed: PrintedShifts },
  {
    id: "tillIds",
    width: "min-w-36",
    Control: TillChoice,
    isOffered: isTillChosenFrom,
    Printed: PrintedTills,
  },
  STATES,
  AS_OF,
];

function useReasonTexts(): (code: string) => string {
  const t = useTranslations("filter");
  const textOf = useReasonText();
  return (code) => (code === NO_REASON ? t("not-explained") : textOf(code));
}
