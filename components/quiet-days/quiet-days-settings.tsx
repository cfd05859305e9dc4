"use client";

/** Shows what rules for quiet days did in a span, the rule of each centre, and a form to set it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { quietFiguresQuery, quietRulesQuery, quietTotalQuery } from "@/lib/client/quiet-days";
import type { QuietRules } from "@/lib/contracts/quiet-days";
import { addDays } from "@/lib/domain/business-date";
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import type { Packed } from "@/lib/domain/screen/packed-rows";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/input";
import { isFirstPage, usePages } from "../ui/use-pages";
import { useUnpacked } from "../ui/use-unpacked";
import { QuietRuleForm } from "./quiet-rule-form";
import { QuietSummary } from "./quiet-summary";
import { QuietTable } from "./quiet-table";

const SPANS_IN_WEEKS = [4, 13, 52] as const;

type QuietDaysSettingsProps = {
  /** The first page of them. */
  initial: Packed<QuietRules>;
  today: string;
  /** The reader may set the rules of these centres; null where they may in none. */
  offer: CentreOffer<OfferedCentre> | null;
  /** Of these nodes as well; null is every node. */
  nodeIds: readonly string[] | null;
};

export function QuietDaysSettings({ initial, today, offer, nodeIds }: QuietDaysSettingsProps) {
  const t = useTranslations("quiet-days");
  const [weeks, setWeeks] = useState<number>(SPANS_IN_WEEKS[0]);
  const first = useUnpacked(initial);
  const pages = usePages();
  const { data: rules = first } = useQuery({
    ...quietRulesQuery(pages.asked),
    ...(isFirstPage(pages.asked) ? { initialData: first } : {}),
  });
  const span = { from: addDays(today, 1 - 7 * weeks), to: today };
  const total = useQuery(quietTotalQuery(span));
  const shownIds = rules.centres.map(({ centreId }) => centreId);
  const figures = useQuery({
    ...quietFiguresQuery(span, shownIds),
    enabled: shownIds.length > 0,
  });
  const failed = [total, figures].find(({ isError }) => isError);
  if (first.count === 0) return <EmptyState title={t("no-centres")} />;
  const nodes = rules.nodes.filter(({ nodeId }) => nodeIds?.includes(nodeId) ?? true);
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
        {failed === undefined ? (
          <QuietSummary total={total.data ?? null} />
        ) : (
          <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
        )}
      </section>
      {offer !== null && (
        <QuietRuleForm nodes={nodes} offer={offer} listed={rules.centres} today={today} />
      )}
      <QuietTable
        rules={rules}
        figures={figures.data ?? null}
        pages={pages}
        isSearched={(first.count ?? 0) > first.centres.length}
      />
    </div>
  );
}
