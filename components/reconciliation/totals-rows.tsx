"use client";

/** Shows the totals of what the table shows, one row per currency, below its last line. */
import { useTranslations } from "next-intl";
import type { Total } from "@/lib/contracts/reconciliation";
import { Amount } from "../money/amount";
import { SumDifference } from "../money/sum-difference";

type TotalsRowsProps = {
  totals: readonly Total[];
  /** This many columns stand before the sums. */
  columns: number;
};

export function TotalsRows({ totals, columns }: TotalsRowsProps) {
  return (
    <tfoot>
      {totals.map((total) => (
        <TotalRow
          key={total.currency}
          total={total}
          columns={columns}
          several={totals.length > 1}
        />
      ))}
    </tfoot>
  );
}

export function countLines({ lines }: Pick<Total, "lines">): { compared: number; all: number } {
  const compared = lines.matched + lines["within-tolerance"] + lines.short + lines.over;
  return { compared, all: compared + lines.uncounted + lines.unexpected };
}

type TotalRowProps = { total: Total; columns: number; several: boolean };

function TotalRow({ total, columns, several }: TotalRowProps) {
  const t = useTranslations("reconciliation");
  const { currency } = total;
  const { compared } = countLines(total);
  const none = compared === 0;
  const sum = { currency, outside: total.lines };
  return (
    <tr className={several ? "[&>*]:h-8!" : "phone:[&>*]:h-12"}>
      <th scope="row" colSpan={columns} className="phone:hidden">
        {t("table.total", { currency, count: compared })}
      </th>
      <td className="hidden selecting:table-cell" />
      <th scope="row" className="pl-4 selecting:pl-1 sm:hidden print:hidden">
        {currency}
        <span className="block text-xs font-normal text-ink-3">
          {t("table.lines", { count: compared })}
        </span>
      </th>
      <td className="money phone:hidden">
        {none ? "·" : <Amount minor={total.expectedMinor} currency={currency} className="total" />}
      </td>
      <td className="money">
        {none ? "·" : <Amount minor={total.countedMinor} currency={currency} className="total" />}
      </td>
      <td className="money perf phone:pr-4 sm:pl-6">
        {none ? "·" : <SumDifference minor={total.netMinor} {...sum} className="total" />}
      </td>
      <td colSpan={2} className="truncate font-normal! text-ink-2 phone:hidden">
        {!none && (
          <>
            <SumDifference minor={total.shortMinor} {...sum} /> {t("table.short")}{" "}
            <SumDifference minor={total.overMinor} {...sum} className="ml-3" /> {t("table.over")}
          </>
        )}
      </td>
    </tr>
  );
}
