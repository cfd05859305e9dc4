"use client";

/**
 * Formats the rule by which a line was judged in one sentence: both limits, whose rule, since when.
 */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { tolerancesQuery } from "@/lib/client/tolerances";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { formatRuleName } from "@/lib/domain/tolerance/tolerance";
import { readRuleName } from "@/lib/domain/tolerance/scope";
import { useScopeText } from "./use-scope-text";

/** A rule from this date on has always applied, and its date would only puzzle. */
const EARLIEST = "2000-01-01";

type RuleTextProps = {
  line: Pick<
    LineRow,
    "centreId" | "tenderId" | "tenderName" | "currency" | "toleranceMinor" | "approvalMinor"
  > & { rule: string | null };
};

/** Formats "Explain above 2.00, approve above 5.00: all centres, cash, since 1 Jan 2026". */
export function RuleText({ line }: RuleTextProps) {
  const t = useTranslations("tolerance-rule");
  const language = useLocale();
  const scopeText = useScopeText();
  const { data } = useQuery({ ...tolerancesQuery([line.centreId]), enabled: line.rule !== null });
  if (line.rule === null) return <>{t("no-rule")}</>;
  const names = new Map(line.tenderName === null ? [] : [[line.tenderId, line.tenderName]]);
  const found = data?.rules.find((each) => formatRuleName(each) === line.rule);
  const rule = found ?? readRuleName(line.rule, line.centreId);
  const limits = {
    explain: formatMoney(line.toleranceMinor, line.currency, language),
    approve: formatMoney(line.approvalMinor, line.currency, language),
  };
  // The rule of a node has a name only in the list of rules.
  if (rule === null) return <>{t("judged-above", limits)}</>;
  const scopeNames = { centreName: t("this-centre"), nodeName: found?.nodeName ?? null };
  const values = {
    ...limits,
    centre: scopeText.centre({ centreId: rule.centreId, ...scopeNames }),
    tender: scopeText.tender(rule.tenderId, names),
  };
  if (found === undefined || found.validFrom === EARLIEST) return <>{t("judged-by", values)}</>;
  const since = formatBusinessDate(found.validFrom, language, "range-part");
  return <>{t("judged-by-since", { ...values, since })}</>;
}
