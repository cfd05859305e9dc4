"use client";

/**
 * Shows the head of a group: one centre on one business date, its sums and its state. It is sticky.
 */
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { memo } from "react";
import type { Day } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { type GroupSums, sumGroup } from "@/lib/domain/screen/group-sums";
import { buildDayHref } from "@/lib/domain/screen/line-address";
import { Amount } from "../money/amount";
import { SumDifference } from "../money/sum-difference";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { DayNeeds } from "./day-needs";
import { DayStateBadge } from "./day-state-badge";
import type { GroupItem } from "./lines-items";
import { countLines } from "./totals-rows";

type GroupRowProps = {
  item: GroupItem;
  index: number;
  /** This many columns stand before the sums. */
  columns: number;
  /** The past moment of the list, which its day is opened at; null is the present. */
  asOf: string | null;
};

export const GroupRow = memo(function GroupRow(props: GroupRowProps) {
  const { item, index, columns, asOf } = props;
  const { day } = item;
  const lines = item.lines.length;
  const t = useTranslations("reconciliation");
  const language = useLocale();
  const { all } = countLines(day);
  const sums = lines === all ? sumsOfDay(day) : item.complete ? sumGroup(item.lines) : null;
  const count =
    lines === all ? t("table.lines", { count: lines }) : t("table.lines-of", { lines, all });
  const amount = (minor: number | undefined) =>
    minor === undefined ? (
      "—"
    ) : sums?.compared === 0 ? (
      "·"
    ) : (
      <Amount minor={minor} currency={day.currency} />
    );
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      className="[&>*]:sticky [&>*]:top-7 [&>*]:z-5 [&>*]:border-t [&>*]:border-t-rule-strong [&>*]:bg-band! phone:[&>*]:top-8 phone:[&>*]:h-12 short:[&>*]:static"
    >
      <th scope="rowgroup" colSpan={columns} className="truncate phone:hidden">
        <Link
          href={buildDayHref(day, asOf)}
          prefetch={false}
          tabIndex={-1}
          className="flex min-w-0 items-baseline gap-2 text-ink no-underline hover:underline"
        >
          <b className="truncate" title={day.centreName}>
            {day.centreName}
          </b>
          <span className="shrink-0 text-ink-2">{day.centreId}</span>
          <span className="shrink-0">
            {formatBusinessDate(day.businessDate, language, "short")}
          </span>
          <ImportedMark day={day} />
          {lines < all && <span className="shrink-0 pl-2 text-xs text-ink-2">{count}</span>}
          <Doubts count={day.findingCount} className="shrink-0 pl-1" />
        </Link>
      </th>
      <td className="hidden selecting:table-cell" />
      <th scope="rowgroup" className="z-6! pl-4 selecting:[&>*]:-ml-11 sm:hidden print:hidden">
        <Link
          href={buildDayHref(day, asOf)}
          prefetch={false}
          tabIndex={-1}
          className={classNames(PHONE_LINE, "gap-x-1.5 text-ink no-underline")}
        >
          <b className="truncate">{day.centreName}</b>
          <span className="shrink-0">
            {formatBusinessDate(day.businessDate, language, "short")}
          </span>
          <ImportedMark day={day} />
        </Link>
        <span className={classNames(PHONE_LINE, "gap-x-3")}>
          <DayStateBadge day={day} className="shrink-0" />
          <Doubts count={day.findingCount} className="shrink-0" />
          <DayNeeds day={day} className="truncate text-xs" />
          <span className="ml-auto shrink-0 text-xs text-ink-3">{count}</span>
        </span>
      </th>
      <td className="money text-ink-2 phone:hidden">{amount(sums?.expectedMinor)}</td>
      <td className="money text-ink-2">
        <span className="phone:hidden">{amount(sums?.countedMinor)}</span>
      </td>
      <td className="line-difference phone:pr-4">
        {sums === null ? (
          <span className="text-ink-3">—</span>
        ) : (
          <SumDifference
            minor={sums.compared === 0 ? null : sums.netMinor}
            currency={day.currency}
            outside={sums.outside}
          />
        )}
      </td>
      <td className="line-verdict beside:[&_*]:text-[0px] not-print:max-[1099px]:[&_*]:text-[0px]">
        <DayStateBadge day={day} className="align-top leading-5" />
      </td>
      <td className="truncate text-xs text-ink-3 phone:hidden">
        <DayNeeds day={day} className="mr-3" />
        {day.sheetStatus !== null && t("table.sheet-status", { status: day.sheetStatus })}
      </td>
    </tr>
  );
});

/**
 * On a phone, the name and the state are two lines up to the difference, in a head of one height:
 * where a row is in the page follows from the heights.
 */
const PHONE_LINE =
  "flex w-[calc(100vw-152px)] items-center leading-5 whitespace-nowrap [&>*]:leading-5";

type ShownSums = Pick<GroupSums, "compared" | "outside"> &
  Record<"expectedMinor" | "countedMinor" | "netMinor", number>;

function sumsOfDay(day: Day): ShownSums {
  const { expectedMinor, countedMinor, netMinor, lines } = day;
  const { compared } = countLines(day);
  return { compared, expectedMinor, countedMinor, netMinor, outside: lines };
}

/** Tells how much of the cash sheet is in doubt or does not add up; the day says what. */
function Doubts({ count, className }: { count: number; className?: string }) {
  const t = useTranslations("reconciliation.table");
  if (count === 0) return null;
  return (
    <span className={classNames("text-xs text-uncounted", className)}>
      <Icon name="warn" className="mr-1 inline-block size-3.5 align-[-2px]" />
      {t("findings", { count })}
    </span>
  );
}

/** Sheets come from Cashrec unless it says otherwise. */
function ImportedMark({ day }: { day: Day }) {
  const t = useTranslations("reconciliation");
  if (day.sheetSource !== "imported") return null;
  return <span className="text-xs text-ink-3">{t("imported")}</span>;
}
