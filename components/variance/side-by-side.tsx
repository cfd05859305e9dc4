"use client";

/**
 * Shows the currencies beside each other, each with its own totals, days and scale. Nothing is
 * added across them.
 */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { chooseStep } from "@/lib/domain/variance/series";
import { DAY_CHART_HEIGHT } from "../charts/chart-heights";
import { Button } from "../ui/button";
import { DayPicture } from "./day-picture";
import { Finding } from "./finding";
import { Legend } from "./legend";
import { Part } from "./part";
import { StatementTable } from "./statement-table";
import type { View } from "./view";

type SideBySideProps = { view: View; currencies: readonly string[]; summary: VarianceSummary };

export function SideBySide({ view, currencies, summary }: SideBySideProps) {
  const t = useTranslations("variance");
  const query = useQuery(variancesQuery(view.search, "day"));
  return (
    <Part
      id="by-day"
      title={t(chooseStep(view.range) === "day" ? "by-day.title" : "by-day.title-weeks")}
      finding={t("currencies.hint")}
      beside={<Legend />}
      query={query}
      waiting={DAY_CHART_HEIGHT}
      className="px-edge pt-1 pb-5"
    >
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,380px),1fr))] gap-x-12 print:block">
        {currencies.map((currency) => {
          const own = { ...view, currency };
          return (
            <li
              key={currency}
              className="row-span-3 grid min-w-0 grid-rows-subgrid border-t border-rule pt-3 pb-5 print:break-inside-avoid"
            >
              <div className="min-w-0">
                <div className="flex items-center justify-between">
                  <h3 className="text-md">{currency}</h3>
                  <Button kind="bare" size="small" onClick={() => view.change({ currency })}>
                    {t("currencies.only", { currency })}
                  </Button>
                </div>
                <StatementTable view={own} summary={summary} narrow />
              </div>
              <div className="my-3">
                <Finding view={own} summary={summary} />
              </div>
              <div className="min-w-0">
                <DayPicture view={own} rows={query.data?.rows ?? []} />
              </div>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
