"use client";

/** How complete the last days are: centre by business date, a mark for each, with its legend. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { Today } from "@/lib/contracts/today";
import { formatBusinessDate, formatDateRange, formatWeekdayLetters } from "@/lib/domain/format";
import { weekStart } from "@/lib/domain/business-date";
import { type DayState, StateShape } from "../mark/state-mark";
import { classNames } from "../ui/class-names";

const LEGEND = [
  ...(["open", "reviewed", "approved", "closed", "changed", "unexplained"] as const),
  ...(["not-counted", "late", "empty", "no-sheet", "failed", "unread"] as const),
];
/** Shown on a phone; the days before them are left to a wider screen. */
const PHONE_DAYS = 7;

export function Coverage({ today }: { today: Today }) {
  const t = useTranslations("today");
  const language = useLocale();
  const days = today.coverage[0]?.days ?? [];
  const cells = today.coverage.flatMap((row) => row.days);
  const uncounted = cells.filter(({ state }) => isUncounted(state)).length;
  const absent = cells.filter(({ state }) => state === "no-sheet").length;
  const isOld = (index: number) => index < days.length - PHONE_DAYS;
  return (
    <section
      aria-labelledby="coverage"
      className="perf-page-top bg-band px-edge py-5 min-[1241px]:perf-page min-[1241px]:pl-8 print:bg-none print:p-0 print:pt-4"
    >
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 id="coverage">{t("coverage")}</h2>
        <p className="text-xs text-ink-3">
          <span className="max-sm:not-print:hidden">
            {formatDateRange(today.from, today.to, language)}
          </span>
          <span className="sm:hidden print:hidden">
            {formatDateRange(days.at(-PHONE_DAYS)?.businessDate ?? today.from, today.to, language)}
          </span>{" "}
          · {t("gaps", { uncounted, absent })}
        </p>
      </div>
      <table className="w-full table-fixed border-separate border-spacing-0">
        <caption className="sr-only">{t("coverage-caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-21 pb-1.5 sm:w-29">
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
          {today.coverage.map((row) => (
            <Row key={row.centreId} row={row} isOld={isOld} />
          ))}
        </tbody>
      </table>
      <ul
        aria-label={t("legend")}
        className="mt-3.5 flex flex-wrap gap-x-4.5 gap-y-1.5 text-xs leading-5 text-ink-2"
      >
        {LEGEND.map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <StateShape state={state} className={classNames("size-3.5", inkOf(state))} />
            {t(`cells.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowProps = { row: Today["coverage"][number]; isOld: (index: number) => boolean };

function Row({ row, isOld }: RowProps) {
  const t = useTranslations("today");
  const language = useLocale();
  return (
    <tr className="[&:last-child>*]:border-b">
      <th
        scope="row"
        title={row.centreName}
        className="truncate border-t border-rule pr-2 text-left text-sm font-normal"
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
              inkOf(state),
            )}
          >
            <StateShape state={state} className="size-3.5" />
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

/** What is sealed steps back, what is missing comes forward. */
function inkOf(state: DayState): string {
  if (state === "closed") return "text-rule-strong";
  if (isUncounted(state) || state === "failed" || state === "changed") return "text-uncounted";
  if (state === "unexplained") return "text-short";
  return ["empty", "no-sheet", "unread"].includes(state) ? "text-ink-3" : "text-accent";
}

function isUncounted(state: DayState): boolean {
  return state === "not-counted" || state === "late";
}

function isMonday(date: string): boolean {
  return weekStart(date) === date;
}
