"use client";

/** Shows a table of centres by business date with a badge for each day. */
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { CoverageCalendar } from "@/lib/contracts/today";
import { formatBusinessDate, formatWeekdayLetters } from "@/lib/domain/format";
import { weekStart } from "@/lib/domain/business-date";
import { DayStatusShape } from "../badge/day-status-badge";
import { classNames } from "../ui/class-names";
import { useFollowLinks } from "../ui/follow-links";
import { useHydrated } from "../ui/use-hydrated";
import { STAYS } from "../ui/sideways-scroller";
import { chooseCellInk, isWashed } from "./cell-look";
import { CountedBelow, CountedCell } from "./counted-cell";

/** It stays visible while the days are scrolled. */
const STICKY = `${STAYS} print:static`;

/** The document has the days of so many rows; the browser adds the others from the figures. */
const SERVED_ROWS = 20;

/** A row as high as with its days, so that nothing below moves when they are added. */
const WITHOUT_DAYS = "h-[45px] sm:h-[37px]";

type CoverageTableProps = {
  rows: CoverageCalendar["rows"];
  /** A phone shows only the last so many days; without this the table scrolls there. */
  phoneDays?: number;
};

export function CoverageTable({ rows, phoneDays }: CoverageTableProps) {
  const t = useTranslations("today");
  const language = useLocale();
  const followLinks = useFollowLinks();
  const served = useHydrated() ? rows.length : SERVED_ROWS;
  const scrolls = phoneDays === undefined;
  const columns = useMemo(
    () => listColumns(rows[0]?.days ?? [], phoneDays, language),
    [rows, phoneDays, language],
  );
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 border-b border-rule">
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
          {columns.map(({ businessDate, name, isOld, isMonday }) => (
            <th
              key={businessDate}
              scope="col"
              data-date={businessDate}
              className={classNames(
                "pb-1.5 text-center text-xs font-normal text-ink-2",
                isOld && "max-sm:not-print:hidden",
                isMonday && "border-l border-rule",
              )}
            >
              <span aria-hidden="true" className="block text-ink-3">
                {formatWeekdayLetters(businessDate, language)}
              </span>
              <span aria-hidden="true">{Number(businessDate.slice(8))}</span>
              <span className="sr-only">{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody onClick={followLinks}>
        {rows.map((row, index) => (
          <Row
            key={row.centreId}
            row={row}
            columns={index < served ? columns : null}
            scrolls={scrolls}
          />
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

type Column = { businessDate: string; name: string; isOld: boolean; isMonday: boolean };

/** What each row would compute again for each of its cells. */
function listColumns(
  days: readonly { businessDate: string }[],
  phoneDays: number | undefined,
  language: string,
): Column[] {
  const firstOfPhone = days.length - (phoneDays ?? days.length);
  return days.map(({ businessDate }, index) => ({
    businessDate,
    name: formatBusinessDate(businessDate, language, "short"),
    isOld: index < firstOfPhone,
    isMonday: weekStart(businessDate) === businessDate,
  }));
}

type RowProps = {
  row: CoverageCalendar["rows"][number];
  /** Null: only the name of the centre is drawn. */
  columns: readonly Column[] | null;
  scrolls: boolean;
};

function Row(props: RowProps) {
  const { row, columns, scrolls } = props;
  return (
    <tr className={columns === null ? WITHOUT_DAYS : undefined}>
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
      {columns !== null && <Cells {...props} columns={columns} />}
    </tr>
  );
}

type CellsProps = RowProps & { columns: readonly Column[] };

function Cells({ row, columns, scrolls }: CellsProps) {
  const t = useTranslations("today");
  return (
    <>
      {scrolls && <CountedCell counted={row.counted} />}
      {row.days.map(({ businessDate, state }, index) => (
        <td
          key={businessDate}
          className={classNames(
            "day-cell",
            columns[index]?.isOld === true && "max-sm:not-print:hidden",
            columns[index]?.isMonday === true && "border-l",
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
                date: columns[index]?.name ?? businessDate,
                state: t(`cells.${state}`),
              })}
            >
              <DayStatusShape state={state} className="" />
            </a>
          )}
        </td>
      ))}
    </>
  );
}
