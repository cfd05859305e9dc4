"use client";

/** Lists each centre with its rule, and the days of the span that the rule decided. */
import { useLocale, useTranslations } from "next-intl";
import type { QuietCentre, QuietDays, QuietRules } from "@/lib/contracts/quiet-days";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";

const COUNTS = ["certified", "sampled", "waiting", "unchanged", "explained", "changed"] as const;

export function QuietTable({ rules, days }: { rules: QuietRules; days: QuietDays | null }) {
  const t = useTranslations("quiet-days");
  const figures = new Map(days?.centres.map((row) => [row.centreId, row]));
  return (
    <section aria-labelledby="quiet-rules">
      <h2 id="quiet-rules">{t("rules")}</h2>
      <div className="overflow-x-auto" tabIndex={0} role="group" aria-labelledby="quiet-rules">
        <table className="ledger">
          <caption className="sr-only">{t("rules")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("centre")}</th>
              <th scope="col">{t("rule")}</th>
              {COUNTS.map((name) => (
                <th key={name} scope="col" className="num">
                  {t(`heads.${name}`)}
                </th>
              ))}
              <th scope="col" className="money">
                {t("heads.found")}
              </th>
            </tr>
          </thead>
          <tbody>
            {rules.centres.toSorted(compareRules).map((centre) => {
              const row = figures.get(centre.centreId);
              const isKnown = days !== null && (row !== undefined || centre.rule !== null);
              return (
                <tr key={centre.centreId}>
                  <th scope="row">{centre.centreName}</th>
                  <td className="whitespace-nowrap">
                    <RuleText centre={centre} />
                  </td>
                  {COUNTS.map((name) => (
                    <td key={name} className="num">
                      {isKnown ? (row?.[name] ?? 0) : "–"}
                    </td>
                  ))}
                  <td className="money">
                    {row === undefined || row.changed === 0 ? (
                      "–"
                    ) : (
                      <Amount minor={row.foundMinor} currency={row.currency} withCurrency />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Centres with a rule come first, each group in its given order. */
function compareRules(one: QuietCentre, other: QuietCentre): number {
  return Number(other.rule?.isOn === true) - Number(one.rule?.isOn === true);
}

function RuleText({ centre: { rule, today } }: { centre: QuietCentre }) {
  const t = useTranslations("quiet-days");
  const language = useLocale();
  if (rule === null || !rule.isOn) return <span className="text-ink-2">{t("off")}</span>;
  const from = formatBusinessDate(rule.validFrom, language, "short-year");
  const state = rule.validFrom > today ? "on-later" : "on";
  return t(state, { from, percent: rule.samplePercent });
}
