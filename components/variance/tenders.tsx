"use client";

/** Compares means of payment: what was counted in each, its share, and how both have changed. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { variancesQuery } from "@/lib/client/variances";
import { formatShare } from "@/lib/domain/format";
import { computeComparedRanges } from "@/lib/domain/variance/compare-periods";
import { buildTenderRows } from "@/lib/domain/variance/tenders";
import { Part } from "./part";
import { TendersTable } from "./tenders-table";
import type { View } from "./view";

export function Tenders({ view }: { view: View }) {
  const t = useTranslations("variance.tenders");
  const language = useLocale();
  const { currency, search, range } = view;
  const query = useQuery(variancesQuery(search, "tender"));
  const before = useQuery(
    variancesQuery({ ...search, ...computeComparedRanges(range).before }, "tender"),
  );
  const { rows, total } = buildTenderRows(
    query.data?.rows ?? [],
    before.data?.rows ?? [],
    currency,
  );
  const [first] = rows;
  const share = first?.share ?? null;
  return (
    <Part
      id="tenders"
      title={t("title")}
      finding={
        first === undefined || share === null
          ? t("finding-none")
          : t("finding", {
              name: first.tenderName ?? first.tenderId,
              share: formatShare(share, language),
            })
      }
      query={query}
      waiting="h-60"
    >
      <TendersTable rows={rows} total={total} view={view} />
    </Part>
  );
}
