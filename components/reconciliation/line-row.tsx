"use client";

/**
 * Shows one line of the table: cells on a desktop, lines of text beside two sums on a phone.
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
        "line-row",
        (selected || chosen) && "line-row-chosen",
        hasListedReason(line) && "line-row-tall",
      )}
    >
      <td className="line-check">
        <Checkbox
          className="line-box"
          aria-label={t("table.select", { line: name })}
          tabIndex={-1}
          checked={selected}
          onCheckedChange={() => onSelect(id)}
        />
      </td>
      {alone && (
        <td className="line-name">
          <b>{line.centreName}</b> <span className="text-ink-2">{date}</span>
        </td>
      )}
      <th scope="row" className="line-head">
        <LineLink line={line} name={name} asOf={asOf}>
          <span className="phone:hidden">{shift}</span>
          {alone && <span className="phone-name">{line.centreName}</span>}
          <Pair parts={[shift, alone ? date : till]} className={alone && SMALL} />
          {alone ? (
            <Pair parts={[till, tender]} className={SMALL} />
          ) : (
            <span className="phone-detail">{tender}</span>
          )}
        </LineLink>
      </th>
      <td className="line-name">{till}</td>
      <td className="line-name">{tender}</td>
      <td className="line-sum">
        <Expected line={line} />
      </td>
      <CountedCell line={line} className="phone:pl-1" />
      <DifferenceCell
        minor={line.differenceMinor}
        currency={line.currency}
        verdict={line.verdict}
        className="phone:pr-4"
      />
      <td className="line-verdict">
        <VerdictBadge verdict={line.verdict} className="align-top" />
      </td>
      <td className="line-why">
        <span className="line-why-text">
          <ListedReason line={line} />
        </span>
      </td>
    </tr>
  );
});

const SMALL = "text-xs text-ink-3";

type PairProps = { parts: readonly [string, string]; className: string | false };

/** Where both are too long for a phone, the first is cut first. */
function Pair({ parts: [first, second], className }: PairProps) {
  return (
    <span className={classNames("phone-pair", className)}>
      <span>{first}</span>
      <span>{`\u00a0· ${second}`}</span>
    </span>
  );
}

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
      className="line-link"
    >
      {children}
    </a>
  );
}

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
