"use client";

/**
 * Shows one centre on one business date: its totals and workflow at the left; its lines, the detail
 * of the selected one, the notes and the history at the right.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale } from "next-intl";
import { useRouter } from "next/navigation";
import { lazy, Suspense } from "react";
import { dayChangesQuery, type DayKey, dayNowQuery, dayQuery } from "@/lib/client/reconciliations";
import { recallList } from "@/lib/client/list-return";
import { showDayInLists } from "@/lib/client/show-day-in-lists";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { buildDayHref } from "@/lib/domain/screen/line-address";
import { useTellPageName } from "../shell/page-name";
import { useShortcuts } from "../shell/shortcuts";
import { useRefresh } from "../sync/use-refresh";
import { DayActions } from "../workflow/day-actions";
import { ErrorState } from "../ui/error-state";
import { AsOfChoice, AsOfNotice } from "../filter/as-of";
import { DayBody } from "./day-body";
import { DayCashrec } from "./day-cashrec";
import { DayEmpty } from "./day-empty";
import type { LineRights } from "./day-line";
import { DayNotes } from "./day-notes";
import { DaySheets } from "./day-sheets";
import { DayStub } from "./day-stub";
import { DayAudit } from "./day-audit";
import { FailureNotices } from "./failure-notices";
import { SheetFindings } from "./sheet-findings";
import { UpdatesNotice } from "./updates-notice";
import { useSelectedLine } from "./use-selected-line";

/** Few days have these, so the others do without their code. */
const ChangedNotice = lazy(async () => {
  return { default: (await import("../workflow/changed-notice")).ChangedNotice };
});
const DayTillEvents = lazy(async () => {
  return { default: (await import("./day-till-events")).DayTillEvents };
});

type DayRights = LineRights & { raw: boolean; read: boolean; verify: boolean };

type DayViewProps = {
  dayKey: DayKey;
  rights: DayRights;
  /** At a past moment the day is read-only; null means the present. */
  asOf: string | null;
};

export function DayView({ dayKey, rights, asOf }: DayViewProps) {
  const search = asOf === null ? dayKey : { ...dayKey, asOf };
  const { data: day, error, refetch } = useQuery(dayQuery(search));
  if (day !== undefined) return <LoadedDay {...{ day, dayKey, rights, asOf }} />;
  if (error === null) return null;
  return (
    <>
      <OtherMoment dayKey={dayKey} asOf={asOf} />
      <ErrorState error={error} onRetry={() => void refetch()} />
    </>
  );
}

/** A moment that can't be shown leads to the present. */
function OtherMoment({ dayKey: { centreId, date }, asOf }: Pick<DayViewProps, "dayKey" | "asOf">) {
  const router = useRouter();
  const day = { centreId, businessDate: date };
  return <AsOfNotice asOf={asOf} onChange={(moment) => router.push(buildDayHref(day, moment))} />;
}

function LoadedDay({ day, dayKey, rights, asOf }: DayViewProps & { day: DayDetail }) {
  const router = useRouter();
  const client = useQueryClient();
  const { data: changes } = useQuery({ ...dayChangesQuery(dayKey), enabled: asOf === null });
  const { data: now } = useQuery(dayNowQuery(dayKey, changes?.freshness.revision ?? null));
  const selected = useSelectedLine(day);
  const language = useLocale();
  const named = formatBusinessDate(day.businessDate, language, "short");
  useTellPageName(`${day.centreName}, ${named}`);
  const { chosen, step } = selected;
  const show = (next: DayDetail) => {
    client.setQueryData(dayQuery(dayKey).queryKey, next);
    showDayInLists(client, next);
  };
  const refresh = useRefresh(null, () => {
    void client.fetchQuery({ ...dayQuery(dayKey), staleTime: 0 });
  });
  const go = (date: string | null) => {
    if (date !== null) router.push(buildDayHref({ ...day, businessDate: date }, asOf));
  };
  useShortcuts(
    {
      "[": () => go(day.previousDate),
      "]": () => go(day.nextDate),
      Escape: () => router.push(recallList()),
      j: () => step(1),
      k: () => step(-1),
    },
    { scope: "day" },
  );
  const ofDay = { centreIds: [day.centreId], from: day.businessDate, to: day.businessDate };
  const range = rights.read ? ofDay : null;
  const showMoment = (moment: string | null) => router.push(buildDayHref(day, moment));
  const failures = changes?.freshness.failures ?? day.failures;
  return (
    <>
      <div className="grid min-h-full grow lg:grid-cols-[292px_minmax(0,1fr)] max-lg:block print:block">
        <DayStub day={day} refresh={refresh} range={range} asOf={asOf}>
          {asOf === null && <DayActions day={day} dayKey={dayKey} onMoved={show} />}
          <AsOfChoice asOf={asOf} onChange={showMoment} />
        </DayStub>
        <div className="min-w-0 perf-page max-lg:perf-page-top print:bg-none">
          <AsOfNotice asOf={asOf} onChange={showMoment} />
          <Suspense>{day.changed !== null && <ChangedNotice day={day} />}</Suspense>
          <SheetFindings findings={day.findings} currency={day.currency} />
          <FailureNotices
            failures={failures}
            centreIds={ofDay.centreIds}
            onTryAgain={rights.read ? refresh.start : null}
            working={refresh.isRunning}
          />
          {chosen === undefined ? (
            <DayEmpty day={day} refresh={refresh} range={range} />
          ) : (
            <DayBody {...{ day, dayKey, rights, selected, chosen }} onSaved={show} />
          )}
          <DayRecords
            {...{ day, dayKey, rights, onSaved: show }}
            line={chosen?.kind === "line" ? chosen.line : null}
          />
        </div>
      </div>
      <UpdatesNotice
        changedDays={now !== undefined && hasChanged(day, now) ? 1 : 0}
        working={false}
        onShow={() => now !== undefined && show(now)}
      />
    </>
  );
}

type DayRecordsProps = Pick<DayViewProps, "dayKey" | "rights"> & {
  day: DayDetail;
  line: DayDetail["lineDetails"][number] | null;
  onSaved: (day: DayDetail) => void;
};

function DayRecords({ day, dayKey, rights, line, onSaved }: DayRecordsProps) {
  return (
    <section className="mt-8 grid gap-x-10 border-t border-rule px-edge pb-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]">
      <DayNotes {...{ day, dayKey, line, onSaved }} may={rights.note} />
      <div className="min-w-0">
        <Suspense>{day.tillEvents.length > 0 && <DayTillEvents day={day} />}</Suspense>
        <DayCashrec day={day} />
        <DaySheets day={day} dayKey={dayKey} mayRaw={rights.raw} />
        <DayAudit day={day} mayVerify={rights.verify} />
      </div>
    </section>
  );
}

/** A newer sync of an unchanged sheet is not worth a notice. */
function hasChanged(shown: DayDetail, now: DayDetail): boolean {
  return now.version > shown.version || now.sheetVersions.length > shown.sheetVersions.length;
}
