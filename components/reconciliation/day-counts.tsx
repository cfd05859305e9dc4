"use client";

/** Every count of one line, newest first: the one in force, and those it superseded. */
import { useLocale, useTranslations } from "next-intl";
import type { CountVersion, LineRow } from "@/lib/contracts/reconciliation";
import { formatCount, formatMoney } from "@/lib/domain/format";
import { useInstantText } from "../ui/instant";

type DayCountsProps = { line: LineRow; counts: readonly CountVersion[] };

export function DayCounts({ line, counts }: DayCountsProps) {
  const t = useTranslations("reconciliation.counts");
  const newestFirst = [...counts].sort((a, b) => b.version - a.version);
  return (
    <div className="min-w-0 max-lg:mt-7">
      <h3 className="mb-1 font-medium! text-ink-2">{t("title")}</h3>
      {newestFirst.length === 0 ? (
        <p className="border-t border-rule-strong py-3 text-ink-2">{t("none")}</p>
      ) : (
        <ol className="border-t border-rule-strong">
          {newestFirst.map((count, index) => (
            <Count key={count.version} line={line} count={count} inForce={index === 0} />
          ))}
        </ol>
      )}
    </div>
  );
}

type CountProps = { line: LineRow; count: CountVersion; inForce: boolean };

function Count({ line, count, inForce }: CountProps) {
  const t = useTranslations("reconciliation.counts");
  const language = useLocale();
  const instant = useInstantText();
  const money = (minor: number) => formatMoney(minor, line.currency, language);
  const pieces = count.denominations?.filter(({ quantity }) => quantity !== 0) ?? [];
  return (
    <li className={`border-b border-rule py-2.5 ${inForce ? "" : "text-ink-3"}`}>
      <p className="flex items-baseline gap-3">
        <span className={inForce ? "font-semibold" : "line-through"}>
          {money(count.countedMinor)}
        </span>
        <span className="ml-auto text-xs">
          {t("version")} {count.version} · {inForce ? t("in-force") : t("superseded")}
        </span>
      </p>
      <p className="text-xs text-ink-2">
        {[count.countedBy, instant(count.countedAt, "short"), t(`sources.${count.source}`)]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {pieces.length > 0 && (
        <p className="text-xs text-ink-3">
          {pieces
            .map(
              ({ valueMinor, quantity }) =>
                `${formatCount(quantity, language)} × ${money(valueMinor)}`,
            )
            .join(", ")}
        </p>
      )}
    </li>
  );
}
