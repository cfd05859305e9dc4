"use client";

/** Lists centres in an order that the reader chooses; each links to its lines. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { variancesQuery } from "@/lib/client/variances";
import { formatDifference, formatMoney, formatRate, formatShare } from "@/lib/domain/format";
import {
  computeCoverage,
  computeGross,
  noSums,
  plusSums,
  computeRatePerThousand,
  computeRatePerTickets,
  sumTickets,
  type SumsWithTickets,
  type VarianceSums,
} from "@/lib/domain/variance/variance";
import { VARIANCE_RANKS, type VarianceRank } from "@/lib/domain/variance/ranking";
import { rankBy } from "@/lib/domain/variance/ranking";
import { Button } from "../ui/button";
import { CentresTable } from "./centres-table";
import { ChoiceButtons } from "./choice-buttons";
import { Part } from "./part";
import type { View } from "./view";

/** A button expands the list beyond this number. */
const SHOWN_MAX = 20;

export function Centres({ view }: { view: View }) {
  const t = useTranslations("variance.centres");
  const language = useLocale();
  const { currency, filters, change, search } = view;
  const [all, setAll] = useState(false);
  const query = useQuery(variancesQuery(search, "centre"));
  const { rank } = filters;
  const rows = rankBy(query.data?.rows.filter((row) => row.currency === currency) ?? [], rank);
  const [first] = rows;
  const figure = first === undefined ? null : formatFigure(first);
  return (
    <Part
      id="by-centre"
      title={t(`titles.${rank}`)}
      finding={
        first === undefined || figure === null
          ? t("finding-none")
          : t(`findings.${rank}`, { name: first.centreName ?? "", figure })
      }
      beside={
        <ChoiceButtons<VarianceRank>
          label={t("rank")}
          options={VARIANCE_RANKS.map((value) => ({ value, label: t(`ranks.${value}`) }))}
          chosen={rank}
          onChoose={(value) => change({ rank: value })}
        />
      }
      query={query}
      waiting="h-96"
    >
      <CentresTable
        rows={all ? rows : rows.slice(0, SHOWN_MAX)}
        total={{
          ...rows.reduce<VarianceSums>(plusSums, noSums(currency)),
          tickets: sumTickets(rows),
        }}
        count={rows.length}
        view={view}
      />
      {!all && rows.length > SHOWN_MAX && (
        <Button kind="bare" className="no-print mt-2" onClick={() => setAll(true)}>
          {t("show-all", { count: rows.length })}
        </Button>
      )}
    </Part>
  );

  function formatFigure(row: SumsWithTickets): string | null {
    if (rank === "net") return formatDifference(row.netMinor, currency, language);
    if (rank === "absolute") return formatMoney(computeGross(row), currency, language);
    if (rank === "tickets") {
      const perTickets = computeRatePerTickets(row);
      return perTickets === null
        ? null
        : formatDifference(Math.round(perTickets), currency, language);
    }
    const rate = rank === "rate" ? computeRatePerThousand(row) : null;
    if (rank === "rate") return rate === null ? null : formatRate(rate, 2, language);
    const coverage = computeCoverage(row);
    return coverage === null ? null : formatShare(coverage, language);
  }
}
