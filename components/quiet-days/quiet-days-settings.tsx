"use client";

/** Shows what rules for quiet days did in a span, the rule of each centre, and a form to set it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { quietDaysQuery, quietRulesQuery } from "@/lib/client/quiet-days";
import type { QuietRules } from "@/lib/contracts/quiet-days";
import { addDays } from "@/lib/domain/business-date";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { listRuleScopes } from "./rule-scopes";
import { QuietRuleForm } from "./quiet-rule-form";
import { QuietSummary } from "./quiet-summary";
import { QuietTable } from "./quiet-table";

const SPANS_IN_WEEKS = [4, 13, 52] as const;

type QuietDaysSettingsProps = {
  initial: QuietRules;
  today: string;
  /** The reader may set the rules of these centres, and of these nodes, named as "@north". */
  changeable: readonly string[];
};

export function QuietDaysSettings({ initial, today, changeable }: QuietDaysSettingsProps) {
  const t = useTranslations("quiet-days");
  const [weeks, setWeeks] = useState<number>(SPANS_IN_WEEKS[0]);
  const { data: rules } = useQuery({ ...quietRulesQuery(), initialData: initial });
  const days = useQuery(quietDaysQuery({ from: addDays(today, 1 - 7 * weeks), to: today }));
  const mine = listRuleScopes(rules).filter(({ scopeId }) => changeable.includes(scopeId));
  if (rules.centres.length === 0) return <EmptyState title={t("no-centres")} />;
  return (
    <div className="grid max-w-[1100px] grid-cols-1 gap-8 px-edge py-5">
      <section aria-labelledby="quiet-days">
        <h2 id="quiet-days">{t("title")}</h2>
        <p className="max-w-[70ch] pb-3 text-ink-2">{t("about")}</p>
        <Field label={t("span")} className="max-w-48">
          {(control) => (
            <Select
              {...control}
              value={weeks}
              onChange={({ target }) => setWeeks(Number(target.value))}
            >
              {SPANS_IN_WEEKS.map((count) => (
                <option key={count} value={count}>
                  {t("weeks", { count })}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {days.isError ? (
          <ErrorState error={days.error} onRetry={() => void days.refetch()} />
        ) : (
          <QuietSummary days={days.data ?? null} />
        )}
      </section>
      {mine.length > 0 && <QuietRuleForm scopes={mine} today={today} />}
      <QuietTable rules={rules} days={days.data ?? null} />
    </div>
  );
}
