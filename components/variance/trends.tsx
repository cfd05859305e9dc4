"use client";

/** Ranks centres by how much worse they have become, with what is normal for each. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { VarianceTrends } from "@/lib/contracts/variance-trends";
import { varianceTrendsQuery } from "@/lib/client/variances";
import { rankTrends, summarizeTrends, type TrendSort } from "@/lib/domain/variance/rank-trends";
import { TREND_MEASURES, type TrendMeasure } from "@/lib/domain/variance/trend";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { ChoiceButtons } from "./choice-buttons";
import { Part } from "./part";
import { TrendsTable } from "./trends-table";
import type { View } from "./view";

/** A button expands the list beyond this number. */
const SHOWN_MAX = 20;

export function Trends({ view }: { view: View }) {
  const t = useTranslations("variance.trends");
  const language = useLocale();
  const { filters, change } = view;
  const { measure } = filters;
  const [sort, setSort] = useState<TrendSort>("change");
  const [all, setAll] = useState(false);
  const { rows, summary, query } = useTrends(view, sort);
  const before = query.data?.before;
  const sentences =
    before === undefined
      ? []
      : [
          t("against", {
            dates: formatDateRange(before.from, before.to, language),
            worse: summary.worse,
          }),
          summary.judged === 0
            ? ""
            : t("above", {
                count: summary.above.count,
                judged: summary.judged,
                chance: summary.byChance,
                names: summary.above.names.join(", "),
              }),
          summary.unknown === 0 ? "" : t("unknown", { count: summary.unknown }),
        ];
  return (
    <Part
      id="worse"
      title={t("title")}
      finding={sentences.filter((one) => one !== "").join(" ")}
      beside={
        <ChoiceButtons<TrendMeasure>
          label={t("measure")}
          options={TREND_MEASURES.map((value) => ({ value, label: t(`measures.${value}`) }))}
          chosen={measure}
          onChoose={(value) => change({ measure: value })}
        />
      }
      query={query}
      waiting="h-96"
    >
      <TrendsTable
        rows={all ? rows : rows.slice(0, SHOWN_MAX)}
        summary={summary}
        sort={sort}
        onSort={setSort}
        view={view}
      />
      {!all && rows.length > SHOWN_MAX && (
        <Button kind="bare" className="no-print mt-2" onClick={() => setAll(true)}>
          {t("show-all", { count: rows.length })}
        </Button>
      )}
      {summary.count > rows.length && (
        <p className="mt-2 text-sm text-ink-3">
          {t("first", { shown: rows.length, count: summary.count })}
        </p>
      )}
      <p className="mt-2 max-w-[100ch] text-xs text-ink-3">{t("method")}</p>
    </Part>
  );
}

/** A few centres are here whole, and put in order here; the first of many come in their order. */
function useTrends({ currency, filters, search }: View, sort: TrendSort) {
  const { measure } = filters;
  const first = useQuery(varianceTrendsQuery(search, measure, "change"));
  const find = (data: VarianceTrends | undefined) => ({
    rows: data?.rows.filter((row) => row.currency === currency) ?? [],
    summary:
      data?.summaries?.find((one) => one.currency === currency) ?? summarizeTrends([], currency),
  });
  const { rows, summary } = find(first.data);
  const isOrdered = sort === "change" || summary.count === rows.length;
  const ordered = useQuery({
    ...varianceTrendsQuery(search, measure, sort),
    enabled: !isOrdered,
  });
  const query = isOrdered ? first : ordered;
  return { rows: rankTrends(isOrdered ? rows : find(ordered.data).rows, sort), summary, query };
}
