"use client";

/**
 * Lists the dates of one weekday, in one shift or in all, each with its net and a link to its
 * lines.
 */
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatBusinessDate } from "@/lib/domain/format";
import { computeWeekday } from "@/lib/domain/variance/compare-periods";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { Difference } from "../money/difference";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import type { View } from "./view";

type CellDatesProps = {
  view: View;
  weekday: number;
  /** Null means all shifts. */
  shiftId: string | null;
  title: string;
  onClose: () => void;
};

export function CellDates({ view, weekday, shiftId, title, onClose }: CellDatesProps) {
  const t = useTranslations("variance.heat");
  const language = useLocale();
  const { currency, filters, search, today } = view;
  const one = shiftId === null ? {} : { shiftIds: [shiftId] };
  const query = useQuery(variancesQuery({ ...search, ...one }, "day"));
  const rows = (query.data?.rows ?? []).filter(
    (row) => row.currency === currency && computeWeekday(row.businessDate ?? "") === weekday,
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      {query.isPending && <p className="text-sm text-ink-3">{t("reading")}</p>}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <ul className="divide-y divide-rule">
        {rows.map(({ businessDate: date = "", netMinor }) => (
          <li key={date} className="flex min-h-11 items-center justify-between gap-4 sm:min-h-8">
            <Link
              prefetch={false}
              href={linesAddress(filters, today, { from: date, to: date, ...one })}
            >
              {formatBusinessDate(date, language, "short-year")}
            </Link>
            <Difference minor={netMinor} currency={currency} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
