"use client";

/** Lays out the filters of the list of lines, in the order of its row. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { reasonsQuery } from "@/lib/client/reasons";
import { sheetStatusesQuery } from "@/lib/client/reconciliations";
import { NO_REASON } from "@/lib/domain/reason";
import { useReasonText } from "../reason/use-reason-text";
import { ASSIGNEES } from "./assignee-filter";
import { DifferencesOnly, FindingsOnly } from "./choices";
import { AS_OF, CENTRES, type Filter, PERIOD, STATES, TENDERS } from "./filters";
import { ListChoice } from "./list-choice";
import { PrintedFilter } from "./printed-filter";
import { ChosenShiftsAndTills, PrintedShiftAndTillIds } from "./shift-till-choices";

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
/** The names are Cashrec's own, as the sheets of the last days have them. */
const SHEET_STATUSES: Filter = {
  id: "sheetStatuses",
  width: "min-w-32",
  Control: function SheetStatusChoice(props) {
    const { data: statuses = [] } = useQuery(sheetStatusesQuery());
    const options = statuses.map((status) => ({ value: status, label: status }));
    return <ListChoice {...props} field="sheetStatuses" options={options} />;
  },
  Printed: ({ filters }) => <PrintedFilter field="sheetStatuses" names={filters.sheetStatuses} />,
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
  inRow: true,
  Control: DifferencesOnly,
  Printed: ({ filters }) => (
    <PrintedFilter field="differencesOnly" names={filters.differencesOnly ? ["true"] : []} />
  ),
};

const FINDINGS_ONLY: Filter = {
  id: "findingsOnly",
  Control: FindingsOnly,
  Printed: ({ filters }) => (
    <PrintedFilter field="findingsOnly" names={filters.findingsOnly ? ["true"] : []} />
  ),
};

export const LINE_FILTERS: readonly Filter[] = [
  CENTRES,
  PERIOD,
  TENDERS,
  REASONS,
  ASSIGNEES,
  STATES,
  SHEET_STATUSES,
  AS_OF,
  {
    id: "shifts-and-tills",
    inRow: true,
    Control: ChosenShiftsAndTills,
    Printed: PrintedShiftAndTillIds,
  },
  VERDICTS,
  DIFFERENCES_ONLY,
  FINDINGS_ONLY,
];

function useReasonTexts(): (code: string) => string {
  const t = useTranslations("filter");
  const textOf = useReasonText();
  return (code) => (code === NO_REASON ? t("not-explained") : textOf(code));
}
