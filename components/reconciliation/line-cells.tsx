"use client";

/** The cells that rows of lines share, in the list and on the page of a day. */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatMoney } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { classNames } from "../ui/class-names";
import { ToleranceGauge } from "./tolerance-gauge";

type ChoosableRowProps = {
  shift: string;
  till: string;
  /** The tender, or what else tells lines of one till apart. */
  detail: string;
  /** The label of the button for a screen reader. */
  label: string;
  current: boolean;
  onChoose: () => void;
  children: ReactNode;
};

/**
 * A row of the page of a day, which opens its line in the panel. A pointer can click the whole row;
 * its first cell has the button for the keyboard.
 */
export function ChoosableRow(props: ChoosableRowProps) {
  const { shift, till, detail, label, current, onChoose, children } = props;
  return (
    <tr
      onClick={onChoose}
      aria-current={current ? "true" : undefined}
      className={classNames("cursor-pointer", current && "day-line-chosen")}
    >
      <th scope="row">
        <button
          type="button"
          aria-pressed={current}
          aria-label={label}
          className="text-left -outline-offset-1 max-sm:min-h-11"
        >
          <span className="max-sm:hidden">{shift}</span>
          <span className="block sm:hidden">
            {shift} · {till}
          </span>
          <span className="block text-xs text-ink-3 sm:hidden">{detail}</span>
        </button>
      </th>
      <td className="max-sm:hidden">{till}</td>
      <td className="max-sm:hidden">{detail}</td>
      {children}
    </tr>
  );
}

/** On a phone the expected amount stands below the counted one. */
export function CountedCell({ line, className }: { line: LineRow; className?: string }) {
  const t = useTranslations("reconciliation.table");
  const language = useLocale();
  const { expectedMinor, countedMinor, currency } = line;
  return (
    <td className={classNames("money", className)}>
      <Amount minor={countedMinor} currency={currency} absent="not-counted" />
      <span className="phone-expected">
        {expectedMinor === null
          ? t("of-nothing")
          : t("of-expected", { amount: formatMoney(expectedMinor, currency, language) })}
      </span>
    </td>
  );
}

export function ToleranceCell({ line, className }: { line: LineRow; className: string }) {
  const language = useLocale();
  return (
    <td className={className}>
      <ToleranceGauge line={line} />
      <span className="ml-2.5 inline-block min-w-10 text-right text-xs text-ink-3">
        ±{formatMoney(line.toleranceMinor, line.currency, language)}
      </span>
    </td>
  );
}
