"use client";

/**
 * The bar below the list: the shortcuts that apply here or what is new, how many lines are shown,
 * and the sums of the selected ones.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatCount, formatDifference, formatMoney } from "@/lib/domain/format";
import { type SelectionSum, sumSelection } from "@/lib/domain/screen/selection";
import { Kbd } from "../ui/kbd";

const SHORTCUTS = [
  { keys: ["↑", "↓"], label: "move" },
  { keys: ["Enter"], label: "open" },
  { keys: ["X"], label: "select" },
  { keys: ["/"], label: "filter" },
  { keys: ["?"], label: "all" },
] as const;

type ShortcutsBarProps = {
  selected: readonly LineRow[];
  /** How many lines the list has, and how many there are of all verdicts; null while unknown. */
  shown: number | null;
  all: number | null;
  isReading: boolean;
  /** It announces newer data in place of the shortcuts. */
  news: ReactNode;
  hasNews: boolean;
  /** What can be done with the selected lines stands above the bar. */
  children: ReactNode;
};

export function ShortcutsBar(props: ShortcutsBarProps) {
  const { selected, shown, all, isReading, news, hasNews, children } = props;
  const t = useTranslations("reconciliation.keys");
  const language = useLocale();
  const count = (lines: number) => formatCount(lines, language);
  return (
    <div
      data-list-bar=""
      className="no-print sticky bottom-0 z-7 mt-auto max-sm:bottom-[60px] short:static"
    >
      {children}
      <div className="flex min-h-7 flex-wrap items-center gap-x-5 gap-y-1 border-t border-rule bg-band px-edge text-xs text-ink-2 max-sm:min-h-0 max-sm:border-0 max-sm:not-has-[p]:hidden">
        {news}
        {!hasNews && selected.length === 0 && <Shortcuts />}
        <div role="status" className="min-w-0 max-sm:empty:hidden">
          {selected.length > 0 && (
            <p className="py-1">
              <b className="font-medium text-ink">
                {t("chosen", { count: selected.length, figure: count(selected.length) })}
              </b>
              {": "}
              {sumSelection(selected)
                .map((sum) => formatSum(sum, t, language))
                .join(" · ")}
            </p>
          )}
        </div>
        <span className="ml-auto whitespace-nowrap max-sm:hidden">
          {shown === null || all === null
            ? isReading && t("reading")
            : t(shown === all ? "lines" : "lines-shown", {
                count: all,
                shown: count(shown),
                all: count(all),
              })}
        </span>
      </div>
    </div>
  );
}

function Shortcuts() {
  const t = useTranslations("reconciliation.keys");
  return (
    <div
      role="group"
      aria-label={t("label")}
      className="flex gap-5 whitespace-nowrap max-sm:hidden"
    >
      {SHORTCUTS.map(({ keys, label }) => (
        <span key={label} className="flex gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}{" "}
          {t(label)}
        </span>
      ))}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslations<"reconciliation.keys">>;

function formatSum(sum: SelectionSum, t: Translate, language: string): string {
  const { currency, short, over, net, lines, incomparable, cancelsOut } = sum;
  const money = (amount: number) => formatMoney(Math.abs(amount), currency, language);
  const amounts = { currency, short: money(short), over: money(over) };
  if (incomparable === lines) return t("incomparable", { currency });
  if (cancelsOut) return t("cancels", amounts);
  if (short === 0 && over === 0) return t("no-difference", { currency });
  if (over === 0) return t("short", amounts);
  if (short === 0) return t("over", amounts);
  return t("both", { ...amounts, net: formatDifference(net, currency, language) });
}
