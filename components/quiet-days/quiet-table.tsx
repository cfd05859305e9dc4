"use client";

/** Lists nodes and centres with the rule in force and whose it is, and the days that it decided. */
import { useLocale, useTranslations } from "next-intl";
import type { QuietCentre, QuietDays, QuietNode, QuietRules } from "@/lib/contracts/quiet-days";
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
              <th scope="col">{t("source")}</th>
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
            {rules.nodes.map((node) => (
              <NodeRow key={node.nodeId} node={node} />
            ))}
            {rules.centres.toSorted(compareRules).map((centre) => {
              const row = figures.get(centre.centreId);
              const isKnown = days !== null && (row !== undefined || centre.inForce !== null);
              return (
                <tr key={centre.centreId}>
                  <th scope="row">{centre.centreName}</th>
                  <td className="whitespace-nowrap">
                    <RuleText rule={termsOf(centre).rule} today={centre.today} />
                  </td>
                  <td className="whitespace-nowrap">
                    <Source centre={centre} />
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

type Terms = { isOn: boolean; samplePercent: number; validFrom: string };

/** The own rule is shown before its first day, too. */
function termsOf({ rule, inForce }: QuietCentre): { rule: Terms | null; isOwn: boolean } {
  if (rule !== null && !rule.withdrawn) return { rule, isOwn: true };
  return { rule: inForce, isOwn: false };
}

/** Centres with a rule come first, each group in its given order. */
function compareRules(one: QuietCentre, other: QuietCentre): number {
  const isOn = (centre: QuietCentre) => termsOf(centre).rule?.isOn === true;
  return Number(isOn(other)) - Number(isOn(one));
}

/** What a node decided is counted in the centres below. */
function NodeRow({ node: { nodeName, today, rule } }: { node: QuietNode }) {
  const t = useTranslations("quiet-days");
  if (rule === null || rule.withdrawn) return null;
  return (
    <tr>
      <th scope="row">{t("node", { node: nodeName })}</th>
      <td className="whitespace-nowrap">
        <RuleText rule={rule} today={today} />
      </td>
      <td>{t("own")}</td>
      {COUNTS.map((name) => (
        <td key={name} className="num">
          –
        </td>
      ))}
      <td className="money">–</td>
    </tr>
  );
}

function Source({ centre }: { centre: QuietCentre }) {
  const t = useTranslations("quiet-days");
  const { rule, isOwn } = termsOf(centre);
  if (rule === null) return "–";
  return isOwn ? t("own") : t("from-node", { node: centre.inForce?.nodeName ?? "" });
}

function RuleText({ rule, today }: { rule: Terms | null; today: string }) {
  const t = useTranslations("quiet-days");
  const language = useLocale();
  if (rule === null || !rule.isOn) return <span className="text-ink-2">{t("off")}</span>;
  const from = formatBusinessDate(rule.validFrom, language, "short-year");
  const state = rule.validFrom > today ? "on-later" : "on";
  return t(state, { from, percent: rule.samplePercent });
}
