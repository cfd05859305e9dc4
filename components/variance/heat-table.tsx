"use client";

/**
 * Shows sums by two keys as a table: the figure in each cell, and a background that deepens from
 * zero.
 */
import { useTranslations } from "next-intl";
import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { Depth, HeatTable as Heat } from "@/lib/domain/variance/heat-map";
import { Difference } from "../money/difference";
import { SidewaysScroller, STAYS } from "../ui/sideways-scroller";

type HeatTableProps = {
  caption: string;
  heat: Heat;
  currency: string;
  /** It names what the rows are. */
  rowHead: string;
  rowName: (key: string) => ReactNode;
  columnName: (key: string) => string;
  /** Renders the figure of a cell as a link to its lines. */
  figure: (at: { row: string; column: string; netMinor: number }) => ReactNode;
  /** Opens at the last columns, which are the latest where columns are days. */
  opensAtEnd?: boolean;
  /** When it is false, a later part of the same table has the sums of its rows. */
  summed?: boolean;
  /** Renders the sum of a row, of a column or of the whole table as a link to its lines. */
  sum: (at: { row?: string; column?: string }, figure: ReactNode) => ReactNode;
};

const GROUNDS: Record<Depth, string> = {
  [-2]: "bg-short-2! font-semibold!",
  [-1]: "bg-short-1!",
  0: "bg-band",
  1: "bg-over-1!",
  2: "bg-over-2! font-semibold!",
};

const SHAPE =
  "ledger border-spacing-0.5! [--cell:8px] [--edge:0px] [--row:32px] print:[--row:16pt] max-sm:[--row:40px] " +
  "[&_tbody_:is(td,th)]:border-0 max-sm:[&_:is(td,th)]:whitespace-nowrap";
const HEAD = `${STAYS} pr-3!`;

export function HeatTable(props: HeatTableProps) {
  const { caption, heat, currency, rowHead, rowName, columnName, figure, sum } = props;
  const { summed = true, opensAtEnd = false } = props;
  const t = useTranslations("variance.heat");
  const { rows, columns, total, cell } = heat;
  const region = useRef<HTMLDivElement>(null);
  const last = columns.at(-1)?.key;
  useLayoutEffect(() => {
    const element = region.current;
    if (opensAtEnd && element !== null) element.scrollLeft = element.scrollWidth;
  }, [opensAtEnd, last]);
  return (
    <SidewaysScroller label={caption} region={region}>
      <table className={SHAPE}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={HEAD}>
              <span className="sr-only">{rowHead}</span>
            </th>
            {columns.map(({ key }) => (
              <th key={key} scope="col" className="money">
                {columnName(key)}
              </th>
            ))}
            {summed && (
              <th scope="col" className="money pr-2!">
                {t("all")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className={HEAD}>
                {rowName(row.key)}
              </th>
              {columns.map(({ key: column }) => {
                const found = cell(row.key, column);
                return found === null ? (
                  <td key={column} className="money text-ink-3">
                    ·<span className="sr-only">{t("nothing")}</span>
                  </td>
                ) : (
                  <td key={column} className={`money ${GROUNDS[found.depth]}`}>
                    {figure({ row: row.key, column, netMinor: found.sums.netMinor })}
                  </td>
                );
              })}
              {summed && (
                <td className="money pr-2! text-ink-2">
                  {sum(
                    { row: row.key },
                    <Difference
                      minor={row.total.netMinor}
                      currency={currency}
                      className="font-normal! text-ink-2!"
                    />,
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={HEAD}>
              {t("all")}
            </th>
            {columns.map(({ key, total: sums }) => (
              <td key={key} className="money">
                {sum(
                  { column: key },
                  <Difference minor={sums.netMinor} currency={currency} className="text-ink!" />,
                )}
              </td>
            ))}
            {summed && (
              <td className="money pr-2!">
                {sum({}, <Difference minor={total.netMinor} currency={currency} />)}
              </td>
            )}
          </tr>
        </tfoot>
      </table>
    </SidewaysScroller>
  );
}
