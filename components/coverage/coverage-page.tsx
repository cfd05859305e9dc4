"use client";

/** Shows the coverage calendar, which is a month of every centre, and closes whole periods. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { coverageQuery, type Span } from "@/lib/client/coverage";
import { addDays, monthEnd } from "@/lib/domain/business-date";
import { formatDateRange } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { CoverageTable } from "./coverage-table";
import { NothingRead } from "./nothing-read";
import { Periods } from "./periods";
import { ShiftTimes } from "./shift-times";

type CoveragePageProps = {
  span: Span;
  /** This is the first day of the current month. */
  thisMonth: string;
  centres: { id: string; name: string }[];
  /** This reader may close the periods of these centres. */
  closable: readonly string[];
};

export function CoveragePage({ span, thisMonth, centres, closable }: CoveragePageProps) {
  const t = useTranslations("coverage");
  const language = useLocale();
  const { data, error, refetch } = useQuery(coverageQuery(span));
  const before = buildMonth(addDays(span.from, -1));
  const after = buildMonth(addDays(span.to, 1));
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2 px-edge pt-5 pb-4">
        <h1>{t("title")}</h1>
        <p className="text-ink-2">{formatDateRange(span.from, span.to, language)}</p>
        <div className="no-print ml-auto flex gap-2 max-sm:ml-0">
          <ButtonLink href={buildHref(before)}>
            <Icon name="chevron-left" />
            {t("before")}
          </ButtonLink>
          {span.from < thisMonth ? (
            <ButtonLink href={buildHref(after)}>
              {t("after")}
              <Icon name="chevron-right" />
            </ButtonLink>
          ) : (
            <Button disabled>
              {t("after")}
              <Icon name="chevron-right" />
            </Button>
          )}
        </div>
      </div>
      {error !== null && data === undefined && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <NothingRead rows={data.rows} span={span} />}
      {data !== undefined && (
        <div
          role="region"
          aria-label={t("title")}
          tabIndex={0}
          className="relative overflow-x-auto px-edge pb-6 -outline-offset-2"
        >
          <div className="min-w-[880px]">
            <CoverageTable rows={data.rows} />
          </div>
          {data.centres > data.rows.length && (
            <p className="mt-2 text-xs text-ink-3">
              {t("first", { shown: data.rows.length, count: data.centres })}
            </p>
          )}
        </div>
      )}
      {data !== undefined && <ShiftTimes {...data.shiftTimes} />}
      <Periods key={span.from} centres={centres} closable={closable} span={span} />
    </>
  );
}

function buildMonth(date: string): Span {
  const from = `${date.slice(0, 7)}-01`;
  return { from, to: monthEnd(from) };
}

function buildHref({ from }: Span): string {
  return `/coverage?month=${from.slice(0, 7)}`;
}
