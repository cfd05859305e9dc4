"use client";

/** Shows the statement per currency above the table, and beside it the net of each day. */
import { useTranslations } from "next-intl";
import type { Total } from "@/lib/contracts/reconciliation";
import type { LineFilter } from "@/lib/domain/line-filter";
import { NetByDay } from "../charts/net-by-day";
import { Statement } from "./statement";
import { countLines } from "./totals-rows";

type SummaryProps = { search: LineFilter; totals: readonly Total[] | undefined; today: string };

export function Summary({ search, totals, today }: SummaryProps) {
  const t = useTranslations("reconciliation.statement");
  const currencies = [...(totals ?? [])]
    .sort((a, b) => countLines(b).all - countLines(a).all)
    .map(({ currency }) => currency);
  return (
    <section
      aria-labelledby="summary"
      className="grid items-start gap-x-10 gap-y-4 px-edge pt-4 pb-3 lg:grid-cols-[minmax(0,1fr)_430px]"
    >
      <h2 id="summary" className="sr-only">
        {t("title")}
      </h2>
      {totals === undefined ? <StatementSkeleton /> : <Statement totals={totals} />}
      <NetByDay search={search} currencies={currencies} today={today} />
    </section>
  );
}

/** It has the height of one currency, so that nothing moves when figures replace the dashes. */
function StatementSkeleton() {
  return (
    <div aria-hidden="true" className="h-[104px] pt-6 text-lg text-ink-3">
      —
    </div>
  );
}
