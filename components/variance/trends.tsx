"use client";

/** Ranks centres by how much worse they have become, with what is normal for each. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
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
const NAMED_MAX = 4;

export function Trends({ view }: { view: View }) {
  const t = useTranslations("variance.trends");
  const language = useLocale();
  const { currency, filters, change, search } = view;
  const { measure } = filters;
  const [sort, setSort] = useState<TrendSort>("change");
  const [all, setAll] = useState(false);
  const query = useQuery(varianceTrendsQuery(search, measure));
  const rows = rankTrends(query.data?.rows.filter((row) => row.currency === currency) ?? [], sort);
  const { above, judged, byChance, unknown, worse } = summarizeTrends(rows);
  const before = query.data?.before;
  const sentences = [
    before === undefined
      ? ""
      : t("against", { dates: formatDateRange(before.from, before.to, language), worse }),
    judged === 0
      ? ""
      : t("above", {
          count: above.length,
          judged,
          chance: byChance,
          names: above
            .slice(0, NAMED_MAX)
            .map(({ centreName }) => centreName)
            .join(", "),
        }),
    unknown === 0 ? "" : t("unknown", { count: unknown }),
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
        everyRow={rows}
        sort={sort}
        onSort={setSort}
        view={view}
      />
      {!all && rows.length > SHOWN_MAX && (
        <Button kind="bare" className="no-print mt-2" onClick={() => setAll(true)}>
          {t("show-all", { count: rows.length })}
        </Button>
      )}
      <p className="mt-2 max-w-[100ch] text-xs text-ink-3">{t("method")}</p>
    </Part>
  );
}
