"use client";

/** Shows signs in how a count was made. They accuse nobody: each has an innocent explanation. */
import { useLocale, useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatMoney } from "@/lib/domain/format";
import { isSamePosition, type LinePosition } from "@/lib/domain/keys";

type HintsProps = { day: DayDetail; position: LinePosition };

export function Hints({ day, position }: HintsProps) {
  const t = useTranslations("explanation.hints");
  const language = useLocale();
  const hints = day.hints.filter((hint) => isSamePosition(hint, position));
  if (hints.length === 0) return null;
  return (
    <div className="mt-5">
      <h3 className="mb-1 font-medium! text-ink-2">{t("title")}</h3>
      <ul className="border-t border-rule-strong">
        {hints.map(({ kind, facts, innocent }) => (
          <li key={kind} className="border-b border-rule py-2 text-ink-2">
            {t(`kinds.${kind}`, {
              seconds: facts.seconds ?? 0,
              run: facts.run ?? 0,
              sample: facts.sample ?? 0,
              amount: formatMoney(facts.amountMinor ?? 0, day.currency, language),
            })}{" "}
            <span className="text-ink-3">
              {t.has(`innocent.${innocent}`) && t(`innocent.${innocent}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
