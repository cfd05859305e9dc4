"use client";

/** Explains why there are no lines, and what to do about it: one sentence each, and one button. */
import { useLocale, useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import type { Freshness } from "@/lib/contracts/freshness";
import { countNarrowing } from "@/lib/domain/line-filter";
import { datesOf, DEFAULT_FILTERS, type Filters } from "@/lib/domain/screen/line-filters";
import { formatBusinessDate, formatDateRange } from "@/lib/domain/format";
import { RefreshButton } from "../sync/refresh-button";
import type { Refresh } from "../sync/use-refresh";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import type { ChangeFilters } from "./use-filters";

type LinesEmptyProps = {
  filters: Filters;
  onChange: ChangeFilters;
  today: string;
  refresh: Refresh;
  range: SyncRange | null;
  freshness: Freshness | null;
};

export function LinesEmpty(props: LinesEmptyProps) {
  const { filters, onChange, today, refresh, range, freshness } = props;
  const t = useTranslations("reconciliation.empty");
  const language = useLocale();
  const { from, to } = datesOf(filters.period, today);
  const dates =
    from === to ? formatBusinessDate(from, language, "short") : formatDateRange(from, to, language);
  const { centreIds, nodeIds, differencesOnly, period } = filters;
  // The lines of these centres are partly left out.
  if (countNarrowing({ ...filters, centreIds: [], nodeIds: [], asOf: null }) > 0) {
    const showAll = { ...DEFAULT_FILTERS, centreIds, nodeIds, period };
    const title = differencesOnly && countNarrowing(filters) === 1 ? "no-differences" : "no-match";
    return (
      <EmptyState
        title={t(`${title}.title`, { dates })}
        hint={t(`${title}.hint`)}
        action={<Button onClick={() => onChange(showAll)}>{t("show-all")}</Button>}
      />
    );
  }
  if (refresh.isRunning) {
    return <EmptyState title={t("reading.title", { dates })} hint={t("reading.hint")} />;
  }
  const known = freshness !== null && freshness.unreadDays === 0;
  return (
    <EmptyState
      title={t(known ? "no-sheet.title" : "unread.title", { dates })}
      hint={t(range === null ? "ask-someone" : known ? "no-sheet.hint" : "unread.hint")}
      {...(range === null
        ? {}
        : { action: <RefreshButton withoutProblem refresh={refresh} range={range} kind="do" /> })}
    />
  );
}
