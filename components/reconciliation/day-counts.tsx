"use client";

/** Lists every count of one line, newest first: the one in force, and those it superseded. */
import { useLocale, useTranslations } from "next-intl";
import type { CountVersion, LineRow } from "@/lib/contracts/reconciliation";
import { formatCount, formatMoney } from "@/lib/domain/format";
import { useInstantText } from "../ui/instant";

type DayCountsProps = { line: LineRow; counts: readonly CountVersion[] };

export function DayCounts({ line, counts }: DayCountsProps) {
  const t = useTranslations("day.counts");
  const newestFirst = [...counts].sort((a, b) => b.version - a.version);
  return (
    <div className="mt-7 min-w-0">
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
  const t = useTranslations("day.counts");
  const language = useLocale();
  const instant = useInstantText();
  const { currency } = line;
  const left = count.floatLeftMinor ?? null;
  const facts = [
    count.countedBy,
    instant(count.countedAt, "short"),
    t(`sources.${count.source}`),
    left === null ? "" : t("float-left", { amount: formatMoney(left, currency, language) }),
  ];
  return (
    <li className={`border-b border-rule py-2.5 ${inForce ? "" : "text-ink-3"}`}>
      <p className="flex items-baseline gap-3">
        <span className={inForce ? "font-semibold" : "line-through"}>
          {formatMoney(count.countedMinor, currency, language)}
        </span>
        <span className="ml-auto text-xs">
          {t("version")} {count.version} · {inForce ? t("in-force") : t("superseded")}
        </span>
      </p>
      <p className="text-xs text-ink-2">{facts.filter(Boolean).join(" · ")}</p>
      <Pieces count={count} currency={currency} />
    </li>
  );
}

/** The pieces are collapsed, because most readers want only the total. */
function Pieces({ count, currency }: { count: CountVersion; currency: string }) {
  const t = useTranslations("day.counts");
  const language = useLocale();
  const pieces = count.denominations?.filter(({ quantity }) => quantity !== 0) ?? [];
  if (pieces.length === 0) return null;
  const money = (minor: number) => formatMoney(minor, currency, language);
  return (
    <details className="text-sm">
      <summary className="min-h-6 py-1 text-xs text-accent">{t("pieces")}</summary>
      <table className="w-full [&_td]:py-0.5 [&_td]:text-right [&_th]:py-0.5 [&_th]:text-left [&_th]:font-normal">
        <caption className="sr-only">{t("pieces")}</caption>
        <tbody>
          {pieces.map(({ valueMinor, quantity, per = 1, loose }) => (
            <tr key={`${valueMinor} ${per} ${loose === true}`}>
              <th scope="row">
                {loose === true
                  ? t("loose")
                  : `${formatCount(quantity, language)} × ${
                      per === 1 ? "" : `${formatCount(per, language)} × `
                    }${money(valueMinor)}`}
              </th>
              <td>{money(valueMinor * quantity * per)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
