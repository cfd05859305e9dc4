"use client";

/** Explains the marks of the calendar that occur in it, with the ground on which they stand. */
import { useTranslations } from "next-intl";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { type DayStatus, DayStatusShape } from "../badge/day-status-badge";
import { classNames } from "../ui/class-names";
import { chooseCellInk, isWashed } from "./cell-look";

const LEGEND: readonly DayStatus[] = [
  ...(["late", "late-part", "not-counted", "part-counted"] as const),
  ...(["changed", "unexplained", "open", "reviewed", "approved", "closed"] as const),
  ...(["empty", "no-sheet", "failed", "unread"] as const),
];

export function CoverageLegend({ rows }: { rows: CoverageCalendar["rows"] }) {
  const t = useTranslations("today");
  const found = new Set(rows.flatMap(({ days }) => days.map(({ state }) => state)));
  return (
    <ul
      aria-label={t("legend")}
      className="flex flex-wrap gap-x-4.5 gap-y-1.5 text-xs leading-5 text-ink-2"
    >
      {LEGEND.filter((state) => found.has(state)).map((state) => (
        <li key={state} className="flex items-center gap-1.5">
          <span
            className={classNames(
              "grid size-5 place-items-center",
              chooseCellInk(state),
              isWashed(state) && "bg-uncounted-wash",
            )}
          >
            <DayStatusShape state={state} className="size-3.5" />
          </span>
          {t(`cells.${state}`)}
        </li>
      ))}
    </ul>
  );
}
