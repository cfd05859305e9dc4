"use client";

/** Shows what centres owe for tips and gift cards in a month, by kind, and gives it as CSV. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { owedFileAddress, owedQuery } from "@/lib/client/owed";
import { monthEnd } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { NodeChoice } from "../filter/organisation-choice";
import { buttonClass } from "../ui/button-class";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { MonthLinks } from "../ui/month-links";
import { OwedTable } from "./owed-table";

type OwedPageProps = {
  month: string;
  thisMonth: string;
  nodeIds: readonly string[];
  /** The nodes above the reader's centres; null is every node. */
  within: readonly string[] | null;
};

export function OwedPage({ month, thisMonth, nodeIds, within }: OwedPageProps) {
  const t = useTranslations("owed");
  const language = useLocale();
  const router = useRouter();
  const { data, error, refetch } = useQuery(owedQuery({ month, nodeIds }));
  const from = `${month}-01`;
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5">
        <h1>{t("title")}</h1>
        <p className="text-ink-2">{formatDateRange(from, monthEnd(from), language)}</p>
        <div className="no-print ml-auto flex flex-wrap gap-2 max-sm:ml-0">
          {within?.length !== 0 && (
            <div className="w-48">
              <NodeChoice
                label={t("organisation")}
                nodeIds={nodeIds}
                within={within}
                onChange={(chosen) => router.push(writeAddress(month, chosen))}
              />
            </div>
          )}
          <MonthLinks
            month={month}
            thisMonth={thisMonth}
            buildHref={(one) => writeAddress(one, nodeIds)}
          />
          <a href={owedFileAddress({ month, nodeIds })} download className={buttonClass({})}>
            {t("csv")}
          </a>
        </div>
      </div>
      <p className="max-w-[70ch] px-edge pt-2 pb-4 text-sm text-ink-2">{t("about")}</p>
      {error !== null && data === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data?.rows.length === 0 && <EmptyState title={t("none")} hint={t("none-hint")} />}
      {data !== undefined && data.rows.length > 0 && (
        <div className="space-y-8 pb-8">
          <OwedTable kind="giftCards" list={data} />
          <OwedTable kind="tips" list={data} />
        </div>
      )}
    </>
  );
}

function writeAddress(month: string, nodeIds: readonly string[]): string {
  const parameters = [["month", month], ...nodeIds.map((id) => ["nodeId", id])];
  return `/owed?${new URLSearchParams(parameters).toString()}`;
}
