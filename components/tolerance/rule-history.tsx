"use client";

/**
 * Lists every version of one scope: its limits, the dates on which it applied, its author and its
 * time.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Rule } from "@/lib/contracts/tolerance";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { addDays } from "@/lib/domain/business-date";
import { formatBusinessDate, formatMoney } from "@/lib/domain/format";
import { computeStanding } from "@/lib/domain/tolerance/scope";
import { Instant } from "../ui/instant";
import { useLevelText } from "./level-text";

export function RuleHistory({ versions, today }: { versions: readonly Rule[]; today: string }) {
  return (
    <ol className="grid gap-2 py-2">
      {versions.map((rule) => (
        <li key={rule.version}>
          <Version rule={rule} today={today} />
        </li>
      ))}
    </ol>
  );
}

function Version({ rule, today }: { rule: Rule; today: string }) {
  const t = useTranslations("tolerance.versions");
  const language = useLocale();
  const levelText = useLevelText(rule.currency);
  const { explain, approve } = readLevels(rule);
  const day = (date: string) => formatBusinessDate(date, language, "range-part");
  const { validFrom, supersededFrom, monthlyMinor } = rule;
  const from = day(validFrom);
  const until = supersededFrom === null ? null : addDays(supersededFrom, -1);
  const dates =
    until === null
      ? t("from", { from })
      : until < validFrom
        ? t("never", { from })
        : t("between", { from, to: day(until) });
  return (
    <>
      <b>{t("version", { version: rule.version })}</b> · {t(computeStanding(rule, today))} · {dates}
      <span className="block text-ink-2">
        {rule.withdrawn
          ? t("withdrawn-hint")
          : t("levels", { explain: levelText(explain), approve: levelText(approve) })}
        {monthlyMinor !== null &&
          `; ${t("monthly", { amount: formatMoney(monthlyMinor, rule.currency, language) })}`}
      </span>
      <span className="block text-xs text-ink-3">
        {rule.createdBy ?? t("nobody")}, <Instant iso={rule.createdAt} />
      </span>
    </>
  );
}
