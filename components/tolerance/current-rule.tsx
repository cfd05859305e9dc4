"use client";

/** Shows the current rule of a scope, above the form that changes it. */
import { useLocale, useTranslations } from "next-intl";
import type { Rule } from "@/lib/contracts/tolerance";
import { readLevels } from "@/lib/domain/tolerance/levels";
import { formatBusinessDate } from "@/lib/domain/format";
import { useLevelText } from "./level-text";

export function CurrentRule({ rule }: { rule: Rule | null }) {
  const t = useTranslations("tolerance.form");
  const language = useLocale();
  const levelText = useLevelText(rule?.currency ?? "");
  if (rule === null) return <p className="text-sm text-ink-2">{t("now-none")}</p>;
  const { explain, approve } = readLevels(rule);
  const since = formatBusinessDate(rule.validFrom, language, "range-part");
  if (rule.withdrawn) return <p className="text-sm text-ink-2">{t("now-withdrawn", { since })}</p>;
  const by = rule.createdBy ?? t("nobody");
  return (
    <p className="text-sm text-ink-2">
      {t("now", { since, by, explain: levelText(explain), approve: levelText(approve) })}
    </p>
  );
}
