"use client";

/** Shows when the figures were last read from Cashrec, in ochre when that is late or incomplete. */
import { useTranslations } from "next-intl";
import type { Freshness as Facts } from "@/lib/contracts/freshness";
import { classNames } from "../ui/class-names";
import { useMinute, useReadTime } from "./use-read-time";

/** Yesterday's sheets change until Cashrec has closed the day; an older reading is pointed out. */
const LATE_HOURS = 26;
const HOUR_MS = 3_600_000;

type FreshnessProps = {
  freshness: Facts;
  isRefreshing: boolean;
  /** Tells whether the days shown may still change in Cashrec, so that age matters. */
  recent: boolean;
};

export function Freshness({ freshness, isRefreshing, recent }: FreshnessProps) {
  const t = useTranslations("sync.freshness");
  const readTime = useReadTime();
  const now = useMinute();
  const { oldestReadAt, newestReadAt, unreadDays, failures } = freshness;
  const hours =
    now === null || oldestReadAt === null ? 0 : (now - Date.parse(oldestReadAt)) / HOUR_MS;
  const late = recent && hours > LATE_HOURS;
  const isIncomplete = late || unreadDays > 0 || failures.length > 0 || oldestReadAt === null;
  const when = newestReadAt === null ? null : readTime(newestReadAt);
  const text =
    (isRefreshing ? `${t("reading")} ` : "") +
    (when === null ? t("never") : t("read", { at: when })) +
    (late ? `, ${t("late", { hours: Math.floor(hours) })}` : "") +
    (unreadDays > 0 && when !== null ? `, ${t("unread", { count: unreadDays })}` : "");
  return (
    <span
      title={text}
      className={classNames(
        "inline-flex items-center gap-1.5 text-xs",
        isIncomplete ? "text-uncounted" : "text-ink-2",
      )}
    >
      <i
        className={classNames(
          "size-[7px] shrink-0 rounded-full",
          isIncomplete ? "bg-uncounted" : "bg-matched",
        )}
      />
      <span className="line-clamp-2">{text}</span>
    </span>
  );
}
