"use client";

/** Shows short, over, net and the cumulative net by day, or by week where the days are many. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { chooseStep } from "@/lib/domain/variance/series";
import { DAY_CHART_HEIGHT } from "../charts/chart-heights";
import { DayPicture } from "./day-picture";
import { Legend } from "./legend";
import { Part } from "./part";
import type { View } from "./view";

export function ByDay({ view }: { view: View }) {
  const t = useTranslations("variance.by-day");
  const query = useQuery(variancesQuery(view.search, "day"));
  return (
    <Part
      id="by-day"
      title={t(chooseStep(view.range) === "day" ? "title" : "title-weeks")}
      beside={<Legend />}
      query={query}
      waiting={DAY_CHART_HEIGHT}
      className="border-b border-rule px-edge py-5"
    >
      <DayPicture view={view} rows={query.data?.rows ?? []} />
    </Part>
  );
}
