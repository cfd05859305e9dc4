"use client";

/** Shows a table of centres by business date with a badge for each day. */
import { useLocale, useTranslations } from "next-intl";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { formatBusinessDate, formatWeekdayLetters } from "@/lib/domain/format";
import { weekStart } from "@/lib/domain/business-date";
import { DayStatusShape } from "../badge/day-status-badge";
import { classNames } from "../ui/class-names";
import { useFollowLinks } from "../ui/follow-links";
import { STAYS } from "../ui/sideways-scroller";
import { chooseCellInk, isWashed } from "./cell-look";
import { CountedBelow, CountedCell } from "./counted-cell";

/** It stays visible while the days are scrolled. */
const STICKY = `${STAYS} print:static`;

type CoverageTableProps = {
  rows: CoverageCalendar["rows"];
  /** A phone shows only the last so many days; without this the table scrolls there. */
  phoneDays?: number;
};

export function CoverageTable({ rows, phoneDays }: CoverageTableProps) {
  const t = useTranslations("today");
  const language = useLocale();
  const followLinks = useFollowLinks();
  const days = rows[0]?.days ?? [];
  const scrolls = phoneDays === undefined;
  const isOld = (index: number) => phoneDays !== undefined && index < days.length - phoneDays;
  return (
    <table className="w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{t("coverage-caption")}</caption>
      <thead>
        <tr>
          <th
            scope="col"
            className={classNames("w-28 pb-1.5", scrolls ? `sm:w-56 ${STICKY}` : "sm:w-36")}
          >
            <span className="sr-only">{t("centre")}</span>
          </th>
          {scrolls && <CountedHead />}
          {days.map(({ businessDate }, index) => (
            <th
              key={businessDate}
              scope="col"
              data-date={businessDate}
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
              <span className="sr-only">{formatBusinessDate(businessDate, language, "short")}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody onClick={followLinks}>
        {rows.map((row) => (
          <Row key={row.centreId} {...{ row, isOld, scrolls }} />
        ))}
      </tbody>
    </table>
  );
}

function CountedHead() {
  const t = useTranslations("coverage.counted");
  return (
    <th
      scope="col"
      className="w-44 pr-4 pb-1.5 text-right align-bottom text-xs font-normal text-ink-2 max-sm:hidden"
    >
      {t("head")}
    </th>
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
        className={classNames(
          "border-t border-rule py-1 pr-2 text-left text-sm leading-4 font-normal",
          "wrap-anywhere",
          scrolls && STICKY,
        )}
      >
        {row.centreName}
        {scrolls && <CountedBelow counted={row.counted} />}
      </th>
      {scrolls && <CountedCell counted={row.counted} />}
      {row.days.map(({ businessDate, state }, index) => (
        <td
          key={businessDate}
          className={classNames(
            "day-cell",
            isOld(index) && "max-sm:not-print:hidden",
            isMonday(businessDate) && "border-l",
          )}
        >
          {state === "elsewhere" ? (
            <span className="sr-only">{t("cells.elsewhere")}</span>
          ) : (
            <a
              href={`/reconciliations/${encodeURIComponent(row.centreId)}/${businessDate}`}
              className={classNames(
                "day-link",
                isWashed(state) && "bg-uncounted-wash",
                chooseCellInk(state),
              )}
              aria-label={t("cell", {
                centre: row.centreName,
                date: formatBusinessDate(businessDate, language, "short"),
                state: t(`cells.${state}`),
              })}
            >
              <DayStatusShape state={state} className="" />
            </a>
          )}
        </td>
      ))}
    </tr>
  );
}

function isMonday(date: string): boolean {
  return weekStart(date) === date;
}
