"use client";

/** Lists nodes and centres with the rule in force and whose it is, and the days that it decided. */
import { useLocale, useTranslations } from "next-intl";
import type { QuietCentre, QuietDays, QuietNode, QuietRules } from "@/lib/contracts/quiet-days";
import { formatBusinessDate } from "@/lib/domain/format";
import { findShownRule, hasOwnRule } from "@/lib/domain/workflow/quiet-rule-shown";
import { Amount } from "../money/amount";
import { SearchedRows } from "../ui/searched-rows";
import { isFirstPage, type Pages } from "../ui/use-pages";

const COUNTS = ["certified", "sampled", "waiting", "unchanged", "explained", "changed"] as const;

type QuietTableProps = {
  /** A page of centres, and every node. */
  rules: QuietRules;
  /** Null while they are being read. */
  figures: QuietDays["centres"] | null;
  pages: Pages;
  /** There are more centres than a page has. */
  isSearched: boolean;
};

export function QuietTable({ rules, figures, pages, isSearched }: QuietTableProps) {
  const t = useTranslations("quiet-days");
  const figuresOf = new Map(figures?.map((row) => [row.centreId, row]));
  const { centres, count = centres.length } = rules;
  return (
    <section aria-labelledby="quiet-rules">
      <h2 id="quiet-rules">{t("rules")}</h2>
      {isSearched && (
        <SearchedRows label={t("search")} shown={centres.length} {...{ count, pages }} />
      )}
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
            {isFirstPage(pages.asked) &&
              rules.nodes.map((node) => <NodeRow key={node.nodeId} node={node} />)}
            {centres.map((centre) => {
              const row = figuresOf.get(centre.centreId);
              const isKnown = figures !== null && (row !== undefined || centre.inForce !== null);
              return (
                <tr key={centre.centreId}>
                  <th scope="row">{centre.centreName}</th>
                  <td className="whitespace-nowrap">
                    <RuleText rule={findShownRule(centre)} today={centre.today} />
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
      {centres.length === 0 && <p className="py-3 text-ink-2">{t("no-match")}</p>}
    </section>
  );
}

type Terms = ReturnType<typeof findShownRule>;

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
  if (findShownRule(centre) === null) return "–";
  return hasOwnRule(centre) ? t("own") : t("from-node", { node: centre.inForce?.nodeName ?? "" });
}

function RuleText({ rule, today }: { rule: Terms; today: string }) {
  const t = useTranslations("quiet-days");
  const language = useLocale();
  if (rule === null || !rule.isOn) return <span className="text-ink-2">{t("off")}</span>;
  const from = formatBusinessDate(rule.validFrom, language, "short-year");
  const state = rule.validFrom > today ? "on-later" : "on";
  return t(state, { from, percent: rule.samplePercent });
}
