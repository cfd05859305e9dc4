"use client";

/** Shows a table of centres by business date with a badge for each day, and its legend. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { formatBusinessDate, formatWeekdayLetters } from "@/lib/domain/format";
import { weekStart } from "@/lib/domain/business-date";
import { type DayStatus, DayStatusShape } from "../badge/day-status-badge";
import { classNames } from "../ui/class-names";

const LEGEND = [
  ...(["open", "reviewed", "approved", "closed", "changed", "unexplained"] as const),
  ...(["not-counted", "late", "empty", "no-sheet", "failed", "unread"] as const),
];

/** It stays visible while the days are scrolled. */
const STICKY = "sticky left-0 z-1 bg-sheet print:static";

type CoverageTableProps = {
  rows: CoverageCalendar["rows"];
  /** A phone shows only the last so many days; without this the table scrolls there. */
  phoneDays?: number;
};

export function CoverageTable({ rows, phoneDays }: CoverageTableProps) {
  const t = useTranslations("today");
  const language = useLocale();
  const days = rows[0]?.days ?? [];
  const scrolls = phoneDays === undefined;
  const isOld = (index: number) => phoneDays !== undefined && index < days.length - phoneDays;
  return (
    <>
      <table className="w-full table-fixed border-separate border-spacing-0">
        <caption className="sr-only">{t("coverage-caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={classNames("w-21 pb-1.5 sm:w-29", scrolls && STICKY)}>
              <span className="sr-only">{t("centre")}</span>
            </th>
            {days.map(({ businessDate }, index) => (
              <th
                key={businessDate}
                scope="col"
                className={classNames(
                  "pb-1.5 text-center text-xs font-normal text-ink-2",
                  isOld(index) && "max-sm:not-print:hidden",
                  isMonday(businessDate) && "border-l border-rule",
                )}
              >
                <span aria-hidden="true" className="block text-ink-3">
                  {formatWeekdayLetters(businessDate, language)}
                </span>
                <span aria-hidden="true">{Number(businessDate.slice(8))}</span>
                <span className="sr-only">
                  {formatBusinessDate(businessDate, language, "short")}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.centreId} {...{ row, isOld, scrolls }} />
          ))}
        </tbody>
      </table>
      <ul
        aria-label={t("legend")}
        className="mt-3.5 flex flex-wrap gap-x-4.5 gap-y-1.5 text-xs leading-5 text-ink-2"
      >
        {LEGEND.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <DayStatusShape state={state} className={classNames("size-3.5", getInk(state))} />
            {t(`cells.${state}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

type RowProps = {
  row: CoverageCalendar["rows"][number];
  isOld: (index: number) => boolean;
  scrolls: boolean;
};

function Row({ row, isOld, scrolls }: RowProps) {
  const t = useTranslations("today");
  const language = useLocale();
  return (
    <tr className="[&:last-child>*]:border-b">
      <th
        scope="row"
        title={row.centreName}
        className={classNames(
          "truncate border-t border-rule pr-2 text-left text-sm font-normal",
          scrolls && STICKY,
        )}
      >
        {row.centreName}
      </th>
      {row.days.map(({ businessDate, state }, index) => (
        <td
          key={businessDate}
          className={classNames(
            "border-t border-rule p-0",
            isOld(index) && "max-sm:not-print:hidden",
            isMonday(businessDate) && "border-l",
          )}
        >
          <Link
            prefetch={false}
            href={`/reconciliations/${encodeURIComponent(row.centreId)}/${businessDate}`}
            className={classNames(
              "grid h-11 place-items-center hover:bg-hover sm:h-9 print:h-[16pt]",
              (isUncounted(state) || state === "failed" || state === "changed") &&
                "bg-uncounted-wash",
              getInk(state),
            )}
          >
            <DayStatusShape state={state} className="size-3.5" />
            <span className="sr-only">
              {t("cell", {
                centre: row.centreName,
                date: formatBusinessDate(businessDate, language, "short"),
                state: t(`cells.${state}`),
              })}
            </span>
          </Link>
        </td>
      ))}
    </tr>
  );
}

/** Closed days are drawn faintly, missing ones prominently. */
function getInk(state: DayStatus): string {
  if (state === "closed") return "text-rule-strong";
  if (isUncounted(state) || state === "failed" || state === "changed") return "text-uncounted";
  if (state === "unexplained") return "text-short";
  return ["empty", "no-sheet", "unread"].includes(state) ? "text-ink-3" : "text-accent";
}

export function isUncounted(state: DayStatus): boolean {
  return state === "not-counted" || state === "late";
}

function isMonday(date: string): boolean {
  return weekStart(date) === date;
}
