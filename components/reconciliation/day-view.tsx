"use client";

/**
 * One centre on one business date: the stub says who, when and how much, the sheet beside it shows
 * the lines, how the chosen one comes about, the notes, and what happened.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type DayKey, dayNowQuery, dayQuery } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { lineId } from "@/lib/domain/line";
import { useKeys } from "../shell/keys";
import { useReadAgain } from "../sync/use-read-again";
import { ErrorState } from "../ui/error-state";
import { DayEmpty } from "./day-empty";
import { DayLine } from "./day-line";
import { DayLines } from "./day-lines";
import { DayNotes } from "./day-notes";
import { DaySheets } from "./day-sheets";
import { DayStub } from "./day-stub";
import { DayTrail } from "./day-trail";
import { FailureNotices } from "./failure-notices";
import { dayHref } from "./lines-items";
import { NewsStrip } from "./news-strip";

export type DayRights = { note: boolean; raw: boolean; read: boolean };

type DayViewProps = { dayKey: DayKey; rights: DayRights };

export function DayView({ dayKey, rights }: DayViewProps) {
  const { data: day, error, refetch } = useQuery(dayQuery(dayKey));
  if (day !== undefined) return <LoadedDay day={day} dayKey={dayKey} rights={rights} />;
  if (error === null) return null;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}

function LoadedDay({ day, dayKey, rights }: DayViewProps & { day: DayDetail }) {
  const t = useTranslations("reconciliation.day");
  const router = useRouter();
  const client = useQueryClient();
  const { data: now } = useQuery(dayNowQuery(dayKey));
  const [chosen, setChosen] = useState<string | null>(null);
  const show = (next: DayDetail) => client.setQueryData(dayQuery(dayKey).queryKey, next);
  const reading = useReadAgain(null, () => {
    void client.fetchQuery({ ...dayQuery(dayKey), staleTime: 0 });
  });
  const go = (date: string | null) => {
    if (date !== null) router.push(dayHref({ ...day, businessDate: date }));
  };
  useKeys(
    {
      "[": () => go(day.previousDate),
      "]": () => go(day.nextDate),
      Escape: () => router.push("/reconciliations"),
      j: () => step(1),
      k: () => step(-1),
    },
    { scope: "day" },
  );
  const line =
    day.lineDetails.find((one) => lineId(one) === chosen) ??
    day.lineDetails.find(({ verdict }) => verdict !== "matched") ??
    day.lineDetails[0];
  /** The line above or below the chosen one, without leaving the list. */
  const step = (by: number) => {
    const ids = day.lineDetails.map(lineId);
    const at = line === undefined ? -1 : ids.indexOf(lineId(line));
    setChosen(ids[Math.max(0, Math.min(ids.length - 1, at + by))] ?? null);
  };
  const range = { centreIds: [day.centreId], from: day.businessDate, to: day.businessDate };
  const failures = now?.failures ?? day.failures;
  return (
    <>
      <div className="grid min-h-full grow lg:grid-cols-[292px_minmax(0,1fr)] max-lg:block print:block">
        <DayStub day={day} reading={reading} range={rights.read ? range : null} />
        <div className="min-w-0 perf-page max-lg:perf-page-top print:bg-none">
          <FailureNotices
            failures={failures}
            onTryAgain={rights.read ? reading.start : null}
            working={reading.working}
          />
          {line === undefined ? (
            <DayEmpty day={day} reading={reading} range={rights.read ? range : null} />
          ) : (
            <>
              {!day.hasSheet && (
                <p className="border-b border-rule bg-band px-edge py-3 text-ink-2">
                  {t("no-sheet")}
                </p>
              )}
              <DayLines day={day} chosen={lineId(line)} onChoose={setChosen} />
              <DayLine day={day} line={line} />
            </>
          )}
          <section className="mt-8 grid gap-x-10 border-t border-rule px-edge pb-10 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]">
            <DayNotes day={day} dayKey={dayKey} may={rights.note} onSaved={show} />
            <div className="min-w-0">
              <DaySheets day={day} dayKey={dayKey} mayRaw={rights.raw} />
              <DayTrail day={day} />
            </div>
          </section>
        </div>
      </div>
      <NewsStrip
        changedDays={now !== undefined && differs(day, now) ? 1 : 0}
        working={false}
        onShow={() => now !== undefined && show(now)}
      />
    </>
  );
}

/** A newer reading of an unchanged sheet is no news. */
function differs(shown: DayDetail, now: DayDetail): boolean {
  return now.version !== shown.version || now.sheetVersions.length !== shown.sheetVersions.length;
}
