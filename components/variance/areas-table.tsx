"use client";

/** Shows parts of the organisation with their sums; they add up to what is above them. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { VarianceNodes } from "@/lib/contracts/variance-nodes";
import { formatMoney, formatShare } from "@/lib/domain/format";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { computeSpan } from "@/lib/domain/variance/ranking";
import { computeCoverage, noSums, plusSums } from "@/lib/domain/variance/variance";
import { SideBars } from "../charts/side-bars";
import { Difference } from "../money/difference";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "./money-head";
import { PartTable } from "./part-table";
import type { View } from "./view";

type AreaRow = VarianceNodes["nodes"][number] | VarianceNodes["centres"][number];

type AreasTableProps = {
  rows: readonly AreaRow[];
  view: View;
  onOpen: (node: { id: string; name: string }) => void;
};

export function AreasTable({ rows, view, onOpen }: AreasTableProps) {
  const t = useTranslations("variance.areas");
  const { currency } = view;
  const span = computeSpan(rows);
  const total = rows.reduce(plusDays, { ...noSums(currency), closedDays: 0, openDays: 0 });
  return (
    <PartTable caption={t("caption", { currency })} className="[--row:32px]">
      <thead>
        <tr>
          <th scope="col" className={STAYS_IN_LEDGER}>
            {t("part")}
          </th>
          <th scope="col" className="w-[184px] max-sm:hidden print:hidden">
            {t("bars")}
          </th>
          <MoneyHead>{t("net")}</MoneyHead>
          <MoneyHead className="max-sm:hidden">{t("sales")}</MoneyHead>
          <MoneyHead className="max-sm:hidden">{t("coverage")}</MoneyHead>
          <MoneyHead>{t("closed")}</MoneyHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={"nodeId" in row ? `node ${row.nodeId}` : row.centreId}>
            <th scope="row" className={STAYS_IN_LEDGER}>
              <Name row={row} view={view} onOpen={onOpen} />
            </th>
            <td className="max-sm:hidden print:hidden">
              <SideBars sums={row} span={span} />
            </td>
            <Figures sums={row} currency={currency} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className={STAYS_IN_LEDGER}>
            {t("total")}
          </th>
          <td className="max-sm:hidden print:hidden" />
          <Figures sums={total} currency={currency} />
        </tr>
      </tfoot>
    </PartTable>
  );
}

type NameProps = Omit<AreasTableProps, "rows"> & { row: AreaRow };

function Name({ row, view, onOpen }: NameProps) {
  const t = useTranslations("variance.areas");
  const { filters, today } = view;
  if (!("nodeId" in row)) {
    const nodeIds = row.parentId === null ? filters.nodeIds : [row.parentId];
    return (
      <Link
        prefetch={false}
        href={linesAddress(filters, today, { centreIds: [row.centreId], nodeIds })}
        className="text-ink decoration-rule-strong"
      >
        {row.name}
      </Link>
    );
  }
  const { nodeId, name, kind, centres } = row;
  return (
    <button
      type="button"
      onClick={() => onOpen({ id: nodeId, name })}
      className="min-h-6 cursor-pointer text-left font-medium text-ink underline decoration-rule-strong underline-offset-3 max-sm:min-h-11"
    >
      {name}
      <span className="pl-1.5 text-xs font-normal text-ink-3">
        {t("of", { kind: t(`kinds.${kind}`), count: centres })}
      </span>
    </button>
  );
}

type Totals = Pick<AreaRow, "closedDays" | "openDays"> & ReturnType<typeof noSums>;

function Figures({ sums, currency }: { sums: Totals; currency: string }) {
  const t = useTranslations("variance.areas");
  const language = useLocale();
  const coverage = computeCoverage(sums);
  const { salesMinor, closedDays, openDays } = sums;
  return (
    <>
      <td className="money">
        <Difference minor={sums.netMinor} currency={currency} />
      </td>
      <td className="money font-normal! text-ink-2 max-sm:hidden">
        {salesMinor === null ? "·" : formatMoney(salesMinor, currency, language)}
      </td>
      <td className="money font-normal! text-ink-2 max-sm:hidden">
        {coverage === null ? "·" : formatShare(coverage, language)}
      </td>
      <td className="money font-normal! text-ink-2">
        {t("closed-of", { closed: closedDays, days: closedDays + openDays })}
      </td>
    </>
  );
}

function plusDays(one: Totals, other: Totals): Totals {
  return {
    ...plusSums(one, other),
    closedDays: one.closedDays + other.closedDays,
    openDays: one.openDays + other.openDays,
  };
}
