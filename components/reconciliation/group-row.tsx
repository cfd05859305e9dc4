"use client";

/**
 * Shows the head of a group: one centre on one business date, its sums and its state. It is sticky.
 */
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import type { Day } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { buildDayHref } from "@/lib/domain/screen/line-address";
import { DayStatusBadge } from "../badge/day-status-badge";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";

type GroupRowProps = {
  day: Day;
  lines: number;
  index: number;
};

export function GroupRow({ day, lines, index }: GroupRowProps) {
  const t = useTranslations("reconciliation");
  const language = useLocale();
  const compared =
    day.lines.matched + day.lines["within-tolerance"] + day.lines.short + day.lines.over;
  const none = compared === 0;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      className="[&>*]:sticky [&>*]:top-8 [&>*]:z-5 [&>*]:h-8 [&>*]:border-t [&>*]:border-t-rule-strong [&>*]:bg-band! max-sm:[&>*]:h-12"
    >
      <th scope="rowgroup" colSpan={4} className="truncate max-sm:hidden">
        <Link
          href={buildDayHref(day)}
          prefetch={false}
          tabIndex={-1}
          className="inline-flex items-baseline gap-2 text-ink no-underline hover:underline"
        >
          <b>{day.centreName}</b>
          <span className="text-ink-2">{day.centreId}</span>
          <span>{formatBusinessDate(day.businessDate, language, "short")}</span>
          <ImportedMark day={day} />
        </Link>
        <Doubts count={day.findingCount} className="ml-3" />
      </th>
      <th scope="rowgroup" className="pl-4 sm:hidden">
        <Link
          href={buildDayHref(day)}
          prefetch={false}
          tabIndex={-1}
          className="block truncate text-ink no-underline"
        >
          <b>{day.centreName}</b> {formatBusinessDate(day.businessDate, language, "short")}{" "}
          <ImportedMark day={day} />
        </Link>
        <span className="flex flex-wrap gap-x-3">
          <DayStateBadge day={day} />
          <Doubts count={day.findingCount} />
        </span>
      </th>
      <td className="money text-ink-2 max-sm:hidden">
        {none ? "·" : <Amount minor={day.expectedMinor} currency={day.currency} />}
      </td>
      <td className="money text-ink-2">
        <span className="text-xs text-ink-3 sm:hidden">{t("table.lines", { count: lines })}</span>
        <span className="max-sm:hidden">
          {none ? "·" : <Amount minor={day.countedMinor} currency={day.currency} />}
        </span>
      </td>
      <td className="money perf max-sm:pr-4 sm:pl-6">
        <Difference minor={none ? null : day.netMinor} currency={day.currency} />
      </td>
      <td className="max-sm:hidden">
        <DayStateBadge day={day} className="align-top leading-5" />
      </td>
      <td className="truncate text-xs text-ink-3 max-md:hidden">
        {day.sheetStatus !== null && t("table.sheet-status", { status: day.sheetStatus })}
      </td>
      <td className="max-[1399px]:hidden" />
    </tr>
  );
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

export function DayStateBadge({ day, className }: { day: Day; className?: string }) {
  const state = day.state === "open" && !day.hasSheet ? "no-sheet" : day.state;
  return <DayStatusBadge state={state} {...(className === undefined ? {} : { className })} />;
}
