"use client";

/**
 * What the differences come to in the chosen period, in the one before it and a year before, in
 * figures; and beside them in words what is worth knowing first.
 */
import { useLocale, useTranslations } from "next-intl";
import type { VarianceSummary } from "@/lib/contracts/variance";
import { formatCount, formatDateRange, formatRate } from "@/lib/domain/format";
import { ratePerThousand, type VarianceSums } from "@/lib/domain/variance";
import { linesIn } from "@/lib/domain/variance-series";
import { Difference } from "../money/difference";
import { classNames } from "../ui/class-names";
import { Finding } from "./finding";
import type { View } from "./view";

type StatementProps = { view: View | null; summary: VarianceSummary | undefined };

export function Statement({ view, summary }: StatementProps) {
  const t = useTranslations("variance.statement");
  if (view === null || summary === undefined) {
    return (
      <div aria-hidden="true" className="h-[168px] px-edge pt-6 text-lg text-ink-3">
        —
      </div>
    );
  }
  const { currency } = view;
  const periods = [
    { name: "current", ...summary.current },
    { name: "before", ...summary.before },
    { name: "year-before", ...summary.yearBefore },
  ] as const;
  const totalOf = (totals: readonly VarianceSums[]) =>
    totals.find((total) => total.currency === currency);
  return (
    <section
      aria-labelledby="variance-statement"
      className="grid items-end gap-x-12 gap-y-4 border-b border-rule px-edge pt-1 pb-5 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]"
    >
      <h2 id="variance-statement" className="sr-only">
        {t("title", { currency })}
      </h2>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("title", { currency })}</caption>
        <thead>
          <tr className="[&>th]:pl-4 [&>th]:text-right [&>th]:text-xs [&>th]:font-normal [&>th]:text-ink-2 [&>th:first-child]:pl-0 max-sm:[&>th]:pl-2">
            <th scope="col">
              <span className="sr-only">{t("period")}</span>
            </th>
            <th scope="col">{t("net")}</th>
            <th scope="col">{t("short")}</th>
            <th scope="col">{t("over")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("rate")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("counted")}
            </th>
          </tr>
        </thead>
        <tbody>
          {periods.map(({ name, from, to, totals }) => (
            <Row
              key={name}
              name={name}
              from={from}
              to={to}
              total={totalOf(totals)}
              currency={currency}
            />
          ))}
        </tbody>
      </table>
      <Finding view={view} summary={summary} />
    </section>
  );
}

type RowProps = {
  name: "current" | "before" | "year-before";
  from: string;
  to: string;
  total: VarianceSums | undefined;
  currency: string;
};

function Row({ name, from, to, total, currency }: RowProps) {
  const t = useTranslations("variance.statement");
  const language = useLocale();
  const main = name === "current";
  const rate = total === undefined ? null : ratePerThousand(total);
  const cell = classNames("money", main ? "text-lg max-sm:text-md" : "text-sm");
  return (
    <tr
      className={classNames(
        "[&>*]:align-baseline [&>td]:pl-4 max-sm:[&>td]:pl-2",
        main ? "[&>*]:total [&>*]:pt-0.5 [&>*]:pb-1" : "[&>*]:pt-1.5",
      )}
    >
      <th scope="row" className="text-left text-xs font-normal text-ink-2">
        <span className={classNames("block", main && "sr-only")}>{t(name)}</span>
        <span className={classNames("block text-ink-3 sm:whitespace-nowrap", main && "sr-only")}>
          {formatDateRange(from, to, language)}
        </span>
      </th>
      {total === undefined ? (
        <td colSpan={5} className="text-right text-sm text-ink-3 italic">
          {t("nothing")}
        </td>
      ) : (
        <>
          <td className={main ? "money text-xl tracking-[-0.015em] max-sm:text-lg" : cell}>
            <Difference minor={total.netMinor} currency={currency} className="font-medium!" />
          </td>
          <td className={cell}>
            <Difference minor={total.shortMinor} currency={currency} className="font-medium!" />
          </td>
          <td className={cell}>
            <Difference minor={total.overMinor} currency={currency} className="font-medium!" />
          </td>
          <td className={`${cell} max-sm:hidden`}>
            {rate === null ? "·" : formatRate(rate, 2, language)}
          </td>
          <td className={`${cell} max-sm:hidden`}>
            {t("of", {
              counted: formatCount(linesIn(total).compared, language),
              all: formatCount(linesIn(total).reported, language),
            })}
          </td>
        </>
      )}
    </tr>
  );
}
