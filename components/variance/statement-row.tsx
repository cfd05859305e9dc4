"use client";

/** Shows the sums of the differences of one period; each figure links to the lines behind it. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatCount, formatDateRange, formatRate } from "@/lib/domain/format";
import { computeRatePerThousand, type VarianceSums } from "@/lib/domain/variance/variance";
import type { LineFilter } from "@/lib/domain/line-filter";
import { linesAddress } from "@/lib/domain/screen/variance-filters";
import { countLines } from "@/lib/domain/variance/series";
import { Difference } from "../money/difference";
import { classNames } from "../ui/class-names";
import { STAYS } from "../ui/sideways-scroller";
import type { View } from "./view";

type StatementRowProps = {
  view: View;
  name: "current" | "before" | "year-before";
  from: string;
  to: string;
  total: VarianceSums | undefined;
  /** Beside other currencies it is shown without the rate and the lines. */
  narrow: boolean;
};

const LARGE = "money text-lg max-sm:text-md max-[359px]:text-base";
const LARGEST = "money text-xl tracking-[-0.015em] max-sm:text-lg max-[359px]:text-md";

export function StatementRow({ view, name, from, to, total, narrow }: StatementRowProps) {
  const t = useTranslations("variance.statement");
  const language = useLocale();
  const { currency, filters, today } = view;
  const main = name === "current";
  const rate = total === undefined ? null : computeRatePerThousand(total);
  const large = main && !narrow;
  const small = `money ${main ? "text-md max-[359px]:text-xs" : "text-sm max-[359px]:text-xs"}`;
  const cell = large ? LARGE : small;
  const first = large ? LARGEST : small;
  const link = (figure: ReactNode, part: Partial<LineFilter> = {}) => (
    <Link
      prefetch={false}
      href={linesAddress(filters, today, { from, to, ...part })}
      className="text-inherit no-underline hover:underline"
    >
      {figure}
    </Link>
  );
  const difference = (minor: number) => (
    <Difference minor={minor} currency={currency} className="font-medium!" />
  );
  return (
    <tr
      className={classNames(
        "[&>*]:align-baseline [&>td]:pl-4 max-sm:[&>td]:pl-2 max-[359px]:[&>td]:pl-1",
        main ? "[&>*]:total [&>*]:pt-0.5 [&>*]:pb-1" : "[&>*]:pt-1.5",
      )}
    >
      <th scope="row" className={`${STAYS} text-left text-xs font-normal text-ink-2`}>
        <span className={classNames("block", main && "sr-only")}>{t(name)}</span>
        <span
          className={classNames(
            "block text-ink-3",
            !narrow && "sm:whitespace-nowrap",
            main && "sr-only",
          )}
        >
          {formatDateRange(from, to, language)}
        </span>
      </th>
      {total === undefined ? (
        <td colSpan={narrow ? 3 : 5} className="text-right text-sm text-ink-3 italic">
          {t("nothing")}
        </td>
      ) : (
        <>
          <td className={first}>{link(difference(total.netMinor))}</td>
          <td className={cell}>{link(difference(total.shortMinor), { verdicts: ["short"] })}</td>
          <td className={cell}>{link(difference(total.overMinor), { verdicts: ["over"] })}</td>
          {!narrow && (
            <>
              <td className={`${cell} max-sm:hidden`}>
                {rate === null ? "·" : formatRate(rate, 2, language)}
              </td>
              <td className={`${cell} max-sm:hidden`}>
                {t("of", {
                  counted: formatCount(countLines(total).compared, language),
                  all: formatCount(countLines(total).reported, language),
                })}
              </td>
            </>
          )}
        </>
      )}
    </tr>
  );
}
