"use client";

/** The place of reports: what is made at fixed times, what was made, and what can be made now. */
import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { viewsQuery } from "@/lib/client/saved-views";
import { VIEW_PAGES } from "@/lib/domain/screen/saved-view";
import { ChosenFile } from "./chosen-file";
import { RunList } from "./run-list";
import { ScheduleList } from "./schedule-list";
import { ViewList } from "./view-list";

type ReportsPageProps = { today: string; userId: string; fileId: string | null };

export function ReportsPage({ today, userId, fileId }: ReportsPageProps) {
  const t = useTranslations("reports");
  const results = useQueries({ queries: VIEW_PAGES.map((page) => viewsQuery(page)) });
  const views = results.flatMap(({ data }) => data?.views ?? []);
  return (
    <>
      <div className="px-edge pt-5 pb-2">
        <h1>{t("title")}</h1>
        <p className="max-w-[70ch] text-ink-2">{t("about")}</p>
      </div>
      {fileId !== null && <ChosenFile fileId={fileId} />}
      <ScheduleList {...{ views, userId }} />
      <RunList chosenFileId={fileId} />
      <ViewList {...{ views, today }} />
    </>
  );
}
