"use client";

/** Shows the file to which a mail or a notification led, or says that it can't be opened. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { reportFileAddress, runsQuery } from "@/lib/client/schedules";
import { formatDateRange } from "@/lib/domain/format";
import { buttonClass } from "../ui/button-class";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";

export function ChosenFile({ fileId }: { fileId: string }) {
  const t = useTranslations("reports.chosen");
  const language = useLocale();
  const { data } = useInfiniteQuery(runsQuery());
  const run = data?.pages.flatMap(({ runs }) => runs).find(({ file }) => file?.id === fileId);
  if (run?.file == null) {
    return (
      <Notice kind="warn" title={t("gone")}>
        {t("gone-hint")}
      </Notice>
    );
  }
  const { from, to } = run;
  const dates = from === null || to === null ? "" : formatDateRange(from, to, language);
  return (
    <Notice
      kind="info"
      title={t("ready", { name: run.name, dates })}
      action={
        <a href={reportFileAddress(fileId)} download className={buttonClass({ kind: "do" })}>
          <Icon name="download" />
          {t("open")}
        </a>
      }
    >
      {run.file.fileName} · {t("until")} <Instant iso={run.file.storedUntil} style="short" />
    </Notice>
  );
}
