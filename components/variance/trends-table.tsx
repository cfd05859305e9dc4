"use client";

/** Shows each centre as a row: now and before, an arrow with a word, its weeks and its range. */
import { useTranslations } from "next-intl";
import type { TrendSort, TrendSummary } from "@/lib/domain/variance/rank-trends";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { PartTable } from "./part-table";
import { SortHead } from "./sort-head";
import type { TrendData } from "./trend-data";
import { TrendRow } from "./trend-row";
import { TrendsTotal } from "./trends-total";
import type { View } from "./view";

type TrendsTableProps = {
  rows: readonly TrendData[];
  /** Of every centre, which share one scale. */
  summary: TrendSummary;
  sort: TrendSort;
  onSort: (sort: TrendSort) => void;
  view: View;
};

export function TrendsTable({ rows, summary, sort, onSort, view }: TrendsTableProps) {
  const t = useTranslations("variance.trends");
  const { currency, filters } = view;
  const head = { chosen: sort, onSort };
  return (
    <PartTable
      caption={t("caption", { measure: t(`measures.${filters.measure}`), currency })}
      className="[--row:32px] max-sm:[--cell:5px]"
    >
      <thead>
        <tr>
          <SortHead {...head} sort="name" isText className={STAYS_IN_LEDGER}>
            {t("centre")}
          </SortHead>
          <SortHead {...head} sort="now">
            {t("now")}
          </SortHead>
          <th scope="col" className="money max-sm:hidden">
            {t("before")}
          </th>
          <SortHead {...head} sort="change" className="perf">
            {t("change")}
          </SortHead>
          <SortHead {...head} sort="share" className="max-sm:hidden">
            {t("percent")}
          </SortHead>
          <th scope="col">{t("trend")}</th>
          <th scope="col" className="max-sm:hidden">
            {t("weeks")}
          </th>
          <th scope="col" colSpan={2} className="max-md:hidden">
            {t("range")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <TrendRow key={row.centreId} row={row} span={summary.span} view={view} />
        ))}
      </tbody>
      {filters.measure !== "rate" && <TrendsTotal summary={summary} />}
    </PartTable>
  );
}
