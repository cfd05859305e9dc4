"use client";

/** Words when a schedule runs, and what it makes. */
import { useLocale, useTranslations } from "next-intl";
import type { ScheduleRow } from "@/lib/contracts/schedule";
import { DAY_NAMES } from "@/lib/domain/calendar-names";
import { readLanguage } from "@/lib/domain/format";

export function useScheduleText(): {
  timing: (schedule: ScheduleRow) => string;
  content: (schedule: ScheduleRow) => string;
} {
  const t = useTranslations("reports");
  const names = DAY_NAMES[readLanguage(useLocale())].long;
  return {
    timing: ({ cadence, weekday, day, atTime, centreName, timeZone }) => {
      if (cadence === "period-close") return t("timings.period-close", { centre: centreName });
      return t(`timings.${cadence}`, {
        time: atTime ?? "",
        zone: timeZone,
        weekday: names[(weekday ?? 1) % 7] ?? "",
        day: day ?? 1,
      });
    },
    content: ({ format, period }) => `${t(`formats.${format}`)} · ${t(`periods.${period}`)}`,
  };
}
