"use client";

/** The control chart, what it says in plain words, and the same as a table. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { ControlChart } from "@/lib/contracts/variance";
import { controlSaid, markOf } from "@/lib/domain/control-chart-words";
import { formatBusinessDate, formatDifference } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/variance-filters";
import { Difference } from "../money/difference";
import { AsTable } from "./part";
import type { View } from "./view";

const ControlPlot = dynamic(
  () => import("../charts/control-plot").then((charts) => charts.ControlPlot),
  { ssr: false, loading: () => <div className="h-[220px]" /> },
);

/** Named one by one; more are a number. */
const NAMED_MAX = 3;

type Point = ControlChart["points"][number];

type ControlPictureProps = { view: View; chart: ControlChart; name: string; tillId: string };

export function ControlPicture({ view, chart, name, tillId }: ControlPictureProps) {
  const t = useTranslations("variance.control");
  const language = useLocale();
  const { currency, points, band, days, daysMin } = chart;
  const { outside, lasting } = controlSaid(points);
  const [pointed, setPointed] = useState<number | null>(null);
  const signed = (minor: number) => formatDifference(Math.round(minor), currency, language);
  const date = (day: string) => formatBusinessDate(day, language, "short");
  const hrefOf = (day: string) =>
    linesAddress(view.filters, view.today, {
      ...{ from: day, to: day, centreId: chart.centreId },
      ...(tillId === "" ? {} : { tillId }),
    });
  const said =
    band === null
      ? [t("too-few", { days, least: daysMin })]
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
  if (chart.uncountedDays > 0) said.push(t("uncounted", { days: chart.uncountedDays }));
  const saidOf = ({ businessDate, netMinor, breaks }: Point) =>
    t("point", {
      ...{ date: date(businessDate), net: signed(netMinor) },
      mark: t(`marks.${markOf({ breaks })}`),
    });
  const shown = pointed === null ? undefined : points[pointed];
  const finding = `${name}: ${said.join(" ")}`;
  return (
    <>
      <ControlPlot
        chart={chart}
        finding={finding}
        bandText={
          band === null
            ? null
            : [signed(band.highMinor), signed(band.middleMinor), signed(band.lowMinor)]
        }
        links={{
          label: t("links"),
          marks: points.map((point) => ({
            href: hrefOf(point.businessDate),
            label: t("link", { point: saidOf(point) }),
          })),
        }}
        onPoint={setPointed}
      />
      <p aria-hidden="true" className="no-print min-h-5 pt-1 text-xs text-ink-2 max-sm:min-h-8">
        {shown === undefined ? t("hint") : saidOf(shown)}
      </p>
      <p className="mt-1 max-w-[72ch] text-sm text-ink-2">{said.join(" ")}</p>
      <p className="text-xs text-ink-3">{t("legend")}</p>
      <AsTable label={t("title", { name })}>
        <table className="ledger w-auto! [--edge:4px] [--row:28px]">
          <caption className="sr-only">{t("caption", { currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("date")}</th>
              <th scope="col" className="money">
                {t("difference")}
              </th>
              <th scope="col">{t("against")}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ businessDate, netMinor, breaks }) => (
              <tr key={businessDate}>
                <th scope="row">
                  <Link prefetch={false} href={hrefOf(businessDate)}>
                    {date(businessDate)}
                  </Link>
                </th>
                <td className="money">
                  <Difference minor={netMinor} currency={currency} />
                </td>
                <td>
                  {breaks.length === 0
                    ? t("marks.usual")
                    : breaks
                        .map(({ rule, days: run, side }) => t(`rules.${rule}`, { days: run, side }))
                        .join("; ")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </AsTable>
    </>
  );
}
