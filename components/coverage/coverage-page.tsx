"use client";

/** Shows the coverage calendar, which is a month of every centre, and closes whole periods. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { coverageQuery, type Span } from "@/lib/client/coverage";
import type { CoverageOrder } from "@/lib/domain/coverage/order";
import { monthEnd } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { NodeChoice } from "../filter/organisation-choice";
import { ErrorState } from "../ui/error-state";
import { MonthLinks } from "../ui/month-links";
import { CentrePages } from "./centre-pages";
import { CoverageLegend } from "./coverage-legend";
import { CoverageScroller } from "./coverage-scroller";
import { CoverageTable } from "./coverage-table";
import { NothingRead } from "./nothing-read";
import { OrderLinks } from "./order-links";
import { Periods } from "./periods";
import { ShiftTimes } from "./shift-times";

type CoveragePageProps = {
  span: Span;
  order: CoverageOrder;
  /** So many centres are on the pages before this one. */
  skip: number;
  nodeIds: readonly string[];
  /** The nodes above the reader's centres; null is every node. */
  within: readonly string[] | null;
  /** The running business date, at which the calendar opens. */
  today: string;
  /** This is the first day of the current month. */
  thisMonth: string;
  offer: CentreOffer<OfferedCentre>;
  /** This reader may close the periods of these centres; null is all of them. */
  closable: readonly string[] | null;
  mayViewJournal: boolean;
};

export function CoveragePage(props: CoveragePageProps) {
  const { span, order, skip, nodeIds, within, today, thisMonth, offer, closable } = props;
  const t = useTranslations("coverage");
  const language = useLocale();
  const router = useRouter();
  const { data, error, refetch } = useQuery(coverageQuery(span, { order, nodeIds, skip }));
  const judged = data?.judged ?? data?.centres ?? 0;
  const buildHref = (month: Span, by: CoverageOrder) => writeAddress(month, by, nodeIds);
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        <p className="text-ink-2">{formatDateRange(span.from, span.to, language)}</p>
        <div className="no-print ml-auto flex flex-wrap gap-2 max-sm:ml-0">
          {within?.length !== 0 && (
            <div className="w-48">
              <NodeChoice
                label={t("organisation")}
                nodeIds={nodeIds}
                within={within}
                onChange={(chosen) => router.push(writeAddress(span, order, chosen))}
              />
            </div>
          )}
          <MonthLinks
            month={span.from.slice(0, 7)}
            thisMonth={thisMonth.slice(0, 7)}
            buildHref={(month) => buildHref(buildMonth(month), order)}
          />
        </div>
      </div>
      {error !== null && data === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <NothingRead rows={data.rows} span={span} />}
      {data !== undefined && (
        <div className="px-edge pb-6">
          <div className="mb-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
            <CoverageLegend rows={data.rows} />
            <OrderLinks order={order} buildHref={(one) => buildHref(span, one)} />
          </div>
          <CoverageScroller label={t("title")} today={today}>
            <CoverageTable rows={data.rows} />
          </CoverageScroller>
          {data.centres > data.rows.length && (
            <CentrePages
              {...{ skip, shown: data.rows.length, judged, count: data.centres }}
              buildHref={(page) => `${buildHref(span, order)}&page=${page}`}
            />
          )}
        </div>
      )}
      {data !== undefined && <ShiftTimes {...data.shiftTimes} />}
      <Periods
        key={span.from}
        offer={offer}
        closable={closable}
        span={span}
        mayViewJournal={props.mayViewJournal}
      />
    </>
  );
}

function buildMonth(month: string): Span {
  const from = `${month}-01`;
  return { from, to: monthEnd(from) };
}

/** The usual order is not written, so that a short address stays short. */
function writeAddress({ from }: Span, order: CoverageOrder, nodeIds: readonly string[]): string {
  const parameters = [
    ["month", from.slice(0, 7)],
    ...(order === "worst" ? [] : [["order", order]]),
    ...nodeIds.map((id) => ["nodeId", id]),
  ];
  return `/coverage?${new URLSearchParams(parameters).toString()}`;
}
