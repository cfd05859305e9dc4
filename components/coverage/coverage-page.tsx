"use client";

/** Shows the coverage calendar, which is a month of every centre, and closes whole periods. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { coverageQuery, type Span } from "@/lib/client/coverage";
import type { CoverageOrder } from "@/lib/domain/coverage/order";
import { monthEnd } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { OrganisationChoice } from "../filter/organisation-choice";
import { ErrorState } from "../ui/error-state";
import { MonthLinks } from "../ui/month-links";
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
  nodeIds: readonly string[];
  /** There is something above the centres to choose. */
  hasNodes: boolean;
  /** The running business date, at which the calendar opens. */
  today: string;
  /** This is the first day of the current month. */
  thisMonth: string;
  centres: { id: string; name: string }[];
  /** This reader may close the periods of these centres. */
  closable: readonly string[];
  mayViewJournal: boolean;
};

export function CoveragePage(props: CoveragePageProps) {
  const { span, order, nodeIds, hasNodes, today, thisMonth, centres, closable } = props;
  const t = useTranslations("coverage");
  const language = useLocale();
  const router = useRouter();
  const { data, error, refetch } = useQuery(coverageQuery(span, { order, nodeIds }));
  const judged = data?.judged ?? data?.centres ?? 0;
  const buildHref = (month: Span, by: CoverageOrder) => writeAddress(month, by, nodeIds);
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        <p className="text-ink-2">{formatDateRange(span.from, span.to, language)}</p>
        <div className="no-print ml-auto flex flex-wrap gap-2 max-sm:ml-0">
          {hasNodes && (
            <div className="w-48">
              <OrganisationChoice
                nodesOnly
                label={t("organisation")}
                chosen={{ nodeIds, centreIds: [] }}
                onChange={(chosen) => router.push(writeAddress(span, order, chosen.nodeIds))}
                centres={centres}
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
            <p className="mt-2 text-xs text-ink-3">
              {t("first", { shown: data.rows.length, count: judged })}
              {judged < data.centres && ` ${t("judged", { judged, count: data.centres })}`}
            </p>
          )}
        </div>
      )}
      {data !== undefined && <ShiftTimes {...data.shiftTimes} />}
      <Periods
        key={span.from}
        centres={centres}
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
