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
  /** The past moment of the list, which its day is opened at; null is the present. */
  asOf: string | null;
};

export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, index, alone, current, chosen, selected, onSelect, id, asOf } = props;
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
        (selected || chosen) &&
          "phone:[&>th]:shadow-[inset_3px_0_0_var(--accent)] selecting:[&>th]:shadow-none",
        hasListedReason(line) && "phone:[&>:not([data-wash])]:pb-4",
      )}
    >
      <td className="pr-0 phone:hidden selecting:table-cell selecting:p-0 print:hidden">
        <Checkbox
          className="relative z-1 selecting:m-0 selecting:h-9 selecting:w-11"
          aria-label={t("table.select", { line: name })}
          tabIndex={-1}
          checked={selected}
          onCheckedChange={() => onSelect(id)}
        />
      </td>
      {alone && (
        <td className="truncate phone:hidden">
          <b>{line.centreName}</b> <span className="text-ink-2">{date}</span>
        </td>
      )}
      <th scope="row" className="truncate phone:pl-4 selecting:pl-1">
        <LineLink line={line} name={name} asOf={asOf}>
          <span className="phone:hidden">{shift}</span>
          <span className="block truncate sm:hidden print:hidden">
            {alone ? `${line.centreName} · ${date}` : `${shift} · ${till}`}
          </span>
          <span className="block truncate text-xs text-ink-3 sm:hidden print:hidden">
            {alone ? `${shift} · ${till} · ${tender}` : tender}
          </span>
        </LineLink>
      </th>
      <td className="truncate phone:hidden">{till}</td>
      <td className="truncate phone:hidden">{tender}</td>
      <td className="money phone:hidden">
        <Expected line={line} />
      </td>
      <CountedCell line={line} className="phone:pl-1" />
      <DifferenceCell
        minor={line.differenceMinor}
        currency={line.currency}
        verdict={line.verdict}
        className="phone:pr-4"
      />
      <td className="max-[1099px]:text-[0px] phone:hidden beside:text-[0px] print:text-[length:inherit]">
        <VerdictBadge verdict={line.verdict} className="align-top" />
      </td>
      <td className={EXPLANATION_CELL}>
        <span className={EXPLANATION}>
          <ListedReason line={line} />
        </span>
      </td>
    </tr>
  );
});

type LineLinkProps = { line: Line; name: string; asOf: string | null; children: ReactNode };

/**
 * The link covers its whole row, below the checkbox. It is a plain one, because a table draws many;
 * the table handles its click.
 */
function LineLink({ line, name, asOf, children }: LineLinkProps) {
  return (
    <a
      href={buildLineHref(line, asOf)}
      data-line=""
      aria-label={name}
      tabIndex={-1}
      className="text-ink no-underline after:absolute after:inset-0 hover:underline print:after:hidden"
    >
      {children}
    </a>
  );
}

/**
 * On a phone it is a third line below the names and the counted amount, in a row of one height. The
 * cell itself stays in the row, without a width: in place of one that leaves it, a browser adds a
 * column.
 */
const EXPLANATION_CELL = "truncate phone:p-0!";
const EXPLANATION =
  "phone:absolute phone:inset-x-0 phone:bottom-1 phone:mr-32 phone:block phone:h-4 phone:truncate phone:pl-4 phone:text-xs/4 phone:whitespace-nowrap! selecting:pl-12";

function Expected({ line }: { line: Line }) {
  return (
    <>
      {line.rounded && <Rounded />}
      <Amount minor={line.expectedMinor} currency={line.currency} absent="not-provided" />
    </>
  );
}

function Rounded() {
  const t = useTranslations("reconciliation.table");
  return (
    <span className="relative z-1 text-ink-3" title={t("rounded")}>
      ≈<span className="sr-only">{t("rounded")}</span>{" "}
    </span>
  );
}
