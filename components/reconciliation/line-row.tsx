"use client";

/**
 * Shows one line of the table: cells on a desktop, two lines of text beside two sums on a phone.
 */
import { useLocale, useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import type { ListedLine as Line } from "@/lib/contracts/reconciliation";
import { formatBusinessDate } from "@/lib/domain/format";
import { buildLineHref } from "@/lib/domain/screen/line-address";
import { hasListedReason, ListedReason } from "../explanation/listed-reason";
import { VerdictBadge } from "../badge/verdict-badge";
import { Amount } from "../money/amount";
import { DifferenceCell } from "../money/difference-cell";
import { Checkbox } from "../ui/checkbox";
import { classNames } from "../ui/class-names";
import { CountedCell } from "./line-cells";
import { getLineNames } from "./lines-items";

type LineRowProps = {
  line: Line;
  index: number;
  /** It names centre and date where no head of a group does. */
  alone: boolean;
  /** The tab key reaches only this row. */
  current: boolean;
  /** It is the line that was opened last. */
  chosen: boolean;
  selected: boolean;
  onSelect: (id: string) => void;
  id: string;
};

export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, index, alone, current, chosen, selected, onSelect, id } = props;
  const t = useTranslations("reconciliation");
  const language = useLocale();
  const { shift, till, tender } = getLineNames(line);
  const date = formatBusinessDate(line.businessDate, language, "short");
  const name = `${line.centreName}, ${date}, ${shift}, ${till}, ${tender}`;
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={current ? 0 : -1}
      aria-current={chosen ? "true" : undefined}
      className={classNames(
        "relative",
        "focus-visible:[&>:not([data-wash])]:bg-hover",
        "focus-visible:-outline-offset-2",
        (selected || chosen) &&
          "[&>:not([data-wash])]:bg-selected [&>:first-child]:shadow-[inset_3px_0_0_var(--accent)]",
        (selected || chosen) && "max-sm:[&>th]:shadow-[inset_3px_0_0_var(--accent)]",
        hasListedReason(line) && "max-sm:[&>:not([data-wash])]:pb-4",
      )}
    >
      <td className="pr-0 max-sm:hidden print:hidden">
        <Checkbox
          className="relative z-1"
          aria-label={t("table.select", { line: name })}
          tabIndex={-1}
          checked={selected}
          onCheckedChange={() => onSelect(id)}
        />
      </td>
      {alone && (
        <td className="truncate max-sm:hidden">
          <b>{line.centreName}</b> <span className="text-ink-2">{date}</span>
        </td>
      )}
      <th scope="row" className="truncate max-sm:pl-4">
        <LineLink line={line} name={name}>
          <span className="max-sm:hidden">{shift}</span>
          <span className="block truncate sm:hidden">
            {alone ? `${line.centreName} · ${date}` : `${shift} · ${till}`}
          </span>
          <span className="block truncate text-xs text-ink-3 sm:hidden">
            {alone ? `${shift} · ${till} · ${tender}` : tender}
          </span>
        </LineLink>
      </th>
      <td className="truncate max-sm:hidden">{till}</td>
      <td className="truncate max-sm:hidden">{tender}</td>
      <td className="money max-sm:hidden">
        <Expected line={line} />
      </td>
      <CountedCell line={line} className="max-sm:pl-1" />
      <DifferenceCell
        minor={line.differenceMinor}
        currency={line.currency}
        verdict={line.verdict}
        className="max-sm:pr-4"
      />
      <td className="max-[1099px]:text-[0px] max-sm:hidden beside:text-[0px]">
        <VerdictBadge verdict={line.verdict} className="align-top" />
      </td>
      <td className={EXPLANATION_CELL}>
        <ListedReason line={line} />
      </td>
    </tr>
  );
});

/**
 * The link covers its whole row, below the checkbox. It is a plain one, because a table draws many;
 * the table handles its click.
 */
function LineLink({ line, name, children }: { line: Line; name: string; children: ReactNode }) {
  return (
    <a
      href={buildLineHref(line)}
      data-line=""
      aria-label={name}
      tabIndex={-1}
      className="text-ink no-underline after:absolute after:inset-0 hover:underline print:after:hidden"
    >
      {children}
    </a>
  );
}

/** On a phone it is a third line below the names and the counted amount, in a row of one height. */
const EXPLANATION_CELL =
  "truncate max-sm:absolute max-sm:inset-x-0 max-sm:bottom-1 max-sm:mr-32 max-sm:h-4! max-sm:border-0! max-sm:bg-transparent! max-sm:py-0! max-sm:pr-0! max-sm:pl-4! max-sm:text-xs/4 max-sm:whitespace-nowrap!";

function Expected({ line }: { line: Line }) {
  const t = useTranslations("reconciliation");
  return (
    <>
      {line.rounded && (
        <span className="relative z-1 text-ink-3" title={t("table.rounded")}>
          ≈<span className="sr-only">{t("table.rounded")}</span>{" "}
        </span>
      )}
      <Amount minor={line.expectedMinor} currency={line.currency} absent="not-provided" />
    </>
  );
}
