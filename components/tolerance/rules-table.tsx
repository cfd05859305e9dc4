"use client";

/** Lists the rules by scope: the one that applies, or will, and on demand every earlier version. */
import { useLocale, useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import type { Rule } from "@/lib/contracts/tolerance";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { formatBusinessDate } from "@/lib/domain/format";
import { computeStanding } from "@/lib/domain/tolerance/scope";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { LevelText } from "./level-text";
import { scopeKey } from "./rule-draft";
import { RuleHistory } from "./rule-history";
import { useScopeText } from "./use-scope-text";
import { useTenderNames } from "./use-tender-names";

type RulesTableProps = {
  /** It is in order of scope, with the latest version of each first. */
  rules: readonly Rule[];
  today: string;
  onOpen: (rule: Rule) => void;
};

export function RulesTable({ rules, today, onOpen }: RulesTableProps) {
  const t = useTranslations("tolerance");
  const scopeText = useScopeText();
  const names = useTenderNames();
  const [open, setOpen] = useState<string | null>(null);
  const scopes = groupByScope(rules);
  return (
    <table className="ledger [&_thead_th]:whitespace-normal!">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("where")}</th>
          <th scope="col" className="max-sm:hidden">
            {t("tender")}
          </th>
          <th scope="col" className="max-sm:hidden">
            {t("currency")}
          </th>
          <th scope="col">{t("explain-above")}</th>
          <th scope="col">{t("approve-above")}</th>
          <th scope="col" className="num max-md:hidden">
            {t("per-month")}
          </th>
          <th scope="col" className="max-sm:hidden">
            {t("since")}
          </th>
          <th scope="col">
            <span className="sr-only">{t("actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...scopes].map(([key, versions]) => {
          const shown = pickCurrent(versions, today);
          if (shown === undefined) return null;
          const where = scopeText.centre(shown);
          const tender = scopeText.tender(shown.tenderId, names);
          const history = t("history", { count: versions.length });
          const isOpen = open === key;
          return (
            <Fragment key={key}>
              <tr>
                <th scope="row" className="wrap-anywhere">
                  <span className="block first-letter:uppercase">{where}</span>
                  <span className="text-xs text-ink-3 sm:hidden">
                    {tender}, {shown.currency}
                  </span>
                </th>
                <td className="first-letter:uppercase max-sm:hidden">{tender}</td>
                <td className="max-sm:hidden">{shown.currency}</td>
                <RuleCells rule={shown} today={today} />
                <td className="max-sm:py-1">
                  <div className="flex justify-end max-sm:flex-col max-sm:items-end">
                    <Button
                      kind="bare"
                      size="small"
                      aria-expanded={isOpen}
                      aria-label={t("history-of", { history, where, tender })}
                      onClick={() => setOpen(isOpen ? null : key)}
                    >
                      {history}
                    </Button>
                    <Button
                      kind="bare"
                      size="small"
                      aria-label={t("open-one", { where, tender })}
                      onClick={() => onOpen(shown)}
                    >
                      {t("open")}
                    </Button>
                  </div>
                </td>
              </tr>
              {isOpen && (
                <tr>
                  <td colSpan={8} className="bg-band whitespace-normal">
                    <RuleHistory versions={versions} today={today} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function groupByScope(rules: readonly Rule[]): Map<string, Rule[]> {
  const scopes = new Map<string, Rule[]>();
  for (const rule of rules) {
    const versions = scopes.get(scopeKey(rule));
    if (versions === undefined) scopes.set(scopeKey(rule), [rule]);
    else versions.push(rule);
  }
  return scopes;
}

/** It is the rule that applies today, or else the one that will, or that applied last. */
function pickCurrent(versions: readonly Rule[], today: string): Rule | undefined {
  return versions.find((rule) => computeStanding(rule, today) === "in-force") ?? versions[0];
}

function RuleCells({ rule, today }: { rule: Rule; today: string }) {
  const t = useTranslations("tolerance");
  const language = useLocale();
  const { explain, approve } = readLevels(rule);
  const standing = computeStanding(rule, today);
  const since = formatBusinessDate(rule.validFrom, language, "range-part");
  const { currency, monthlyMinor } = rule;
  return (
    <>
      {rule.withdrawn ? (
        <td colSpan={2} className="text-ink-2 italic">
          {t("withdrawn")}
        </td>
      ) : (
        <>
          <td className="whitespace-normal">
            <LevelText level={explain} currency={currency} />
          </td>
          <td className="whitespace-normal">
            <LevelText level={approve} currency={currency} />
          </td>
        </>
      )}
      <td className="money max-md:hidden">
        {monthlyMinor === null ? (
          <span className="text-ink-3">{t("no-monthly")}</span>
        ) : (
          <Amount minor={monthlyMinor} currency={currency} />
        )}
      </td>
      <td className="max-sm:hidden">
        {standing === "planned" ? t("from-day", { date: since }) : since}
      </td>
    </>
  );
}
