"use client";

/** Shows the shortcuts that apply here, and the sums of the selected lines. */
import { useLocale, useTranslations } from "next-intl";
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

export function ShortcutsBar({ selected }: { selected: readonly LineRow[] }) {
  const t = useTranslations("reconciliation.keys");
  const language = useLocale();
  return (
    <div className="no-print sticky bottom-0 z-7 flex h-8 items-center gap-5 overflow-hidden border-t border-rule bg-band px-edge text-xs whitespace-nowrap text-ink-2 max-sm:hidden">
      <p className="flex gap-5 max-lg:order-2" aria-label={t("label")}>
        {SHORTCUTS.map(({ keys, label }) => (
          <span key={label} className="flex gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}{" "}
            {t(label)}
          </span>
        ))}
      </p>
      <p role="status" className="lg:ml-auto">
        {selected.length > 0 && (
          <>
            <b className="font-medium text-ink">
              {t("chosen", {
                count: selected.length,
                figure: formatCount(selected.length, language),
              })}
            </b>
            {": "}
            {sumSelection(selected)
              .map((sum) => formatSum(sum, t, language))
              .join(" · ")}
          </>
        )}
      </p>
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
