"use client";

/** Explains why nothing is known of a day, and what to do. */
import { useLocale, useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { RefreshButton } from "../sync/refresh-button";
import type { Refresh } from "../sync/use-refresh";
import { EmptyState } from "../ui/empty-state";

type DayEmptyProps = { day: DayDetail; refresh: Refresh; range: SyncRange | null };

export function DayEmpty({ day, refresh, range }: DayEmptyProps) {
  const t = useTranslations("day");
  const empty = useTranslations("reconciliation.empty");
  const language = useLocale();
  const date = formatBusinessDate(day.businessDate, language, "short");
  const isRead = day.sheetReadAt !== null;
  return (
    <EmptyState
      title={t(isRead ? "no-lines.title" : "unread.title", {
        centre: day.centreName,
        date,
      })}
      hint={range === null ? empty("ask-someone") : t(isRead ? "no-lines.hint" : "unread.hint")}
      {...(range === null
        ? {}
        : { action: <RefreshButton refresh={refresh} range={range} kind="do" /> })}
    />
  );
}
