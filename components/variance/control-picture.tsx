"use client";

/** Shows the control chart, its meaning in a sentence, and the same as a table. */
import { useLocale, useTranslations } from "next-intl";
import type { ControlChart } from "@/lib/contracts/variance";
import { describeControl, chooseMark } from "@/lib/domain/variance/control-chart-marks";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { LazyChart } from "../charts/lazy-chart";
import { CONTROL_PLOT_HEIGHT } from "../charts/chart-heights";
import { lazyModule } from "../ui/lazy/lazy-module";
import { ControlTable } from "./control-table";
import { AsTable } from "./part";
import type { View } from "./view";

const plot = lazyModule(() =>
  import("../charts/control-plot").then((charts) => charts.ControlPlot),
);

/** So many are named one by one; more are given as a number. */
const NAMED_MAX = 3;

type Point = ControlChart["points"][number];

type ControlPictureProps = { view: View; chart: ControlChart; name: string; tillId: string };

export function ControlPicture({ view, chart, name, tillId }: ControlPictureProps) {
  const t = useTranslations("variance.control");
  const language = useLocale();
  const { currency, points, band, days, daysMin } = chart;
  const { outside, lasting } = describeControl(points);
  const signed = (minor: number) => formatDifference(Math.round(minor), currency, language);
  const date = (day: string) => formatBusinessDate(day, language, "short");
  const buildHref = (day: string) =>
    linesAddress(view.filters, view.today, {
      from: day,
      to: day,
      centreIds: [chart.centreId],
      ...(tillId === "" ? {} : { tillIds: [tillId] }),
    });
  const sentences =
    band === null
      ? [days < daysMin ? t("too-few", { days, least: daysMin }) : t("too-wild", { days })]
      : [
          t("band", { days, low: signed(band.lowMinor), high: signed(band.highMinor) }),
          outside.length === 0
            ? t("none-outside")
            : outside.length > NAMED_MAX
              ? t("many-outside", { count: outside.length })
              : t("outside", {
                  count: outside.length,
                  dates: outside
                    .map((one) => `${date(one.businessDate)} (${signed(one.netMinor)})`)
                    .join(", "),
                }),
          ...(lasting === null
            ? []
            : [t(`lasting.${lasting.rule}`, { ...lasting, since: date(lasting.since) })]),
        ];
  if (chart.uncountedDays > 0) sentences.push(t("uncounted", { days: chart.uncountedDays }));
  const describePoint = ({ businessDate, netMinor, breaks }: Point) =>
    t("point", {
      date: date(businessDate),
      net: signed(netMinor),
      mark: t(`marks.${chooseMark({ breaks })}`),
    });
  const finding = `${name}: ${sentences.join(" ")}`;
  const table = <ControlTable {...{ points, currency, buildHref }} />;
  return (
    <>
      <LazyChart
        chart={plot}
        finding={finding}
        heightClass={CONTROL_PLOT_HEIGHT}
        hint={t("hint")}
        table={table}
        chartProps={{
          chart,
          finding,
          bandText:
            band === null
              ? null
              : [signed(band.highMinor), signed(band.middleMinor), signed(band.lowMinor)],
          links: {
            label: t("links"),
            hint: t("hint"),
            getText: describePoint,
            getKey: ({ businessDate }) => businessDate,
            getHref: ({ businessDate }) => buildHref(businessDate),
            getName: (point) => t("link", { point: describePoint(point) }),
          },
        }}
      />
      <p className="mt-1 max-w-[72ch] text-sm text-ink-2">{sentences.join(" ")}</p>
      <p className="text-xs text-ink-3">{t("legend")}</p>
      <AsTable label={t("title", { name })}>{table}</AsTable>
    </>
  );
}
