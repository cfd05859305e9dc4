"use client";

/** Shows when the figures were last read from Cashrec, in ochre when that is late or incomplete. */
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import type { Freshness as Facts } from "@/lib/contracts/reconciliation";
import { classNames } from "../ui/class-names";
import { useInstantText } from "../ui/instant";

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
  const instant = useInstantText();
  const now = useMinute();
  const { oldestReadAt, newestReadAt, unreadDays, failures } = freshness;
  const hours =
    now === null || oldestReadAt === null ? 0 : (now - Date.parse(oldestReadAt)) / HOUR_MS;
  const late = recent && hours > LATE_HOURS;
  const isIncomplete = late || unreadDays > 0 || failures.length > 0 || oldestReadAt === null;
  const formatReadTime = ({ today, time, at }: ReturnType<typeof describeTime>) =>
    today ? t("today", { time }) : t("read", { at });
  const when = newestReadAt === null ? null : describeTime(newestReadAt, now, instant);
  return (
    <span
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
      <span>
        {isRefreshing && `${t("reading")} `}
        {when === null ? t("never") : formatReadTime(when)}
        {late && `, ${t("late", { hours: Math.floor(hours) })}`}
        {unreadDays > 0 && when !== null && `, ${t("unread", { count: unreadDays })}`}
      </span>
    </span>
  );
}

type InstantText = ReturnType<typeof useInstantText>;

/** Until the browser knows what today is, it shows a date. */
function describeTime(iso: string, now: number | null, instant: InstantText) {
  const at = instant(iso, "short");
  const day = (text: string) => text.split(", ")[0];
  const today = now !== null && day(instant(new Date(now).toISOString(), "short")) === day(at);
  return { today, at, time: instant(iso, "time") };
}

const MINUTE_MS = 60_000;

/** This is the present minute, in milliseconds; it is null while a server renders. */
function useMinute(): number | null {
  return useSyncExternalStore(everyMinute, thisMinute, () => null);
}

function everyMinute(changed: () => void): () => void {
  const timer = setInterval(changed, MINUTE_MS);
  return () => clearInterval(timer);
}

function thisMinute(): number {
  return Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
}
