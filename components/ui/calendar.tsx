"use client";

/** Shows a month to choose a range from: the first day, then the last, in either order. */
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DayPicker } from "react-day-picker";
import type { DateRange } from "@/lib/domain/business-date";
import { DAY_NAMES, MONTH_NAMES } from "@/lib/domain/calendar-names";
import { formatBusinessDate, readLanguage } from "@/lib/domain/format";
import { Icon } from "./icon";

type CalendarProps = {
  value: DateRange;
  today: string;
  onChoose: (range: DateRange) => void;
};

const NAV = "grid size-11 place-items-center rounded-md hover:bg-hover sm:size-8";

export function Calendar({ value, today, onChoose }: CalendarProps) {
  const t = useTranslations("ui.dates");
  const locale = useLocale();
  const language = readLanguage(locale);
  const [first, setFirst] = useState<string | null>(null);
  const shown = first === null ? value : { from: first, to: first };
  return (
    <>
      <DayPicker
        mode="range"
        animate={false}
        fixedWeeks
        showOutsideDays
        weekStartsOn={1}
        defaultMonth={toDate(value.to)}
        today={toDate(today)}
        startMonth={new Date(2000, 0)}
        endMonth={new Date(2199, 11)}
        selected={{ from: toDate(shown.from), to: toDate(shown.to) }}
        onSelect={(_, pressed) => {
          const date = toText(pressed);
          if (first === null) return setFirst(date);
          setFirst(null);
          onChoose(first < date ? { from: first, to: date } : { from: date, to: first });
        }}
        formatters={{
          formatCaption: (month) =>
            `${MONTH_NAMES[language].long[month.getMonth()] ?? ""} ${month.getFullYear()}`,
          formatWeekdayName: (day) => (DAY_NAMES[language].short[day.getDay()] ?? "").slice(0, 2),
        }}
        labels={{
          labelPrevious: () => t("month-before"),
          labelNext: () => t("month-after"),
          labelNav: () => t("months"),
          labelGrid: (month) =>
            `${MONTH_NAMES[language].long[month.getMonth()] ?? ""} ${month.getFullYear()}`,
          labelWeekday: (day) => DAY_NAMES[language].long[day.getDay()] ?? "",
          labelDayButton: (day) => formatBusinessDate(toText(day), locale, "long"),
        }}
        components={{
          Chevron: ({ orientation }) => (
            <Icon name={orientation === "left" ? "chevron-left" : "chevron-right"} />
          ),
        }}
        classNames={{
          root: "relative",
          month_caption: "flex h-11 items-center justify-center sm:h-8",
          caption_label: "text-sm font-semibold first-letter:uppercase",
          nav: "absolute inset-x-0 top-0 flex justify-between",
          button_previous: NAV,
          button_next: NAV,
          month_grid: "mt-1 border-separate border-spacing-y-0.5",
          weekday: "h-6 text-xs font-normal text-ink-3",
          day: "p-0 text-center text-sm",
          day_button: "size-11 rounded-sm hover:bg-hover sm:h-8 sm:w-9",
          outside: "text-ink-3",
          today: "font-semibold underline underline-offset-4",
          range_start: "[&>button]:bg-do [&>button]:text-on-do",
          range_end: "[&>button]:bg-do [&>button]:text-on-do",
          range_middle: "bg-selected",
        }}
      />
      <p role="status" className="mt-1 text-xs text-ink-3">
        {first === null
          ? t("choose-first")
          : t("choose-last", { date: formatBusinessDate(first, locale, "short") })}
      </p>
    </>
  );
}

/** The picker uses local dates; at noon none of them shifts when the clocks change. */
function toDate(text: string): Date {
  const [year = 2000, month = 1, day = 1] = text.split("-").map(Number);
  return new Date(year, month - 1, day, 12);
}

function toText(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
