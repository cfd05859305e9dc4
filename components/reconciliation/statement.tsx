"use client";

/**
 * Sums up the lines that are shown, one row per currency: net, short, over, how many lines were
 * compared, and the net of each day as a small picture.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Total } from "@/lib/contracts/reconciliation";
import { formatCount } from "@/lib/domain/format";
import { SumDifference } from "../money/sum-difference";
import { classNames } from "../ui/class-names";
import { countLines } from "./totals-rows";

type StatementProps = {
  /** It is undefined while the figures are read, which then are dashes. */
  totals: readonly Total[] | undefined;
  /** One row stands for each of them, also while the figures are read. */
  currencies: readonly string[];
  /** Heads the column of the pictures. */
  pictureHead: ReactNode;
  picture: (currency: string) => ReactNode;
};

const FIGURE = "money sm:w-[118px]";

export function Statement({ totals, currencies, pictureHead, picture }: StatementProps) {
  const t = useTranslations("reconciliation.statement");
  return (
    <table
      className={classNames(
        "w-full border-separate border-spacing-0",
        "[&_:is(th,td)]:h-6 [&_:is(th,td)]:pl-5 max-sm:[&_:is(th,td)]:h-[26px] max-sm:[&_:is(th,td)]:pl-2",
        "max-[359px]:[&_:is(th,td)]:pl-1 max-[359px]:[&_td]:text-xs",
        "[&_tr>:first-child]:pl-0! [&_tbody_tr+tr>*]:border-t [&_tbody_tr+tr>*]:border-rule",
      )}
    >
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr className="[&>th]:h-[22px] [&>th]:text-xs [&>th]:font-normal [&>th]:text-ink-2">
          <th scope="col" className="w-11">
            <span className="sr-only">{t("currency")}</span>
          </th>
          <th scope="col" className={FIGURE}>
            {t("net")}
          </th>
          <th scope="col" className={FIGURE}>
            {t("short")}
          </th>
          <th scope="col" className={FIGURE}>
            {t("over")}
          </th>
          <th scope="col" className="w-[180px] pl-7! text-left max-md:hidden">
            {t("lines")}
          </th>
          <th scope="col" className="text-left max-sm:hidden">
            {pictureHead}
          </th>
        </tr>
      </thead>
      <tbody>
        {currencies.map((currency) => (
          <Row
            key={currency}
            currency={currency}
            total={totals?.find((one) => one.currency === currency)}
          >
            {picture(currency)}
          </Row>
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { currency: string; total: Total | undefined; children: ReactNode };

function Row({ currency, total, children }: RowProps) {
  const t = useTranslations("reconciliation.statement");
  const language = useLocale();
  const counts = total === undefined ? undefined : countLines(total);
  const figures = {
    compared: formatCount(counts?.compared ?? 0, language),
    all: formatCount(counts?.all ?? 0, language),
    count: counts?.all ?? 0,
  };
  const difference = (name: "netMinor" | "shortMinor" | "overMinor") =>
    total === undefined ? (
      <span className="text-ink-3">—</span>
    ) : (
      <SumDifference
        minor={counts?.compared === 0 ? null : total[name]}
        currency={currency}
        outside={total.lines}
      />
    );
  return (
    <tr>
      <th scope="row" className="text-left font-semibold">
        {currency}
      </th>
      <td className={classNames(FIGURE, "text-md max-sm:text-base")}>{difference("netMinor")}</td>
      <td className={FIGURE}>{difference("shortMinor")}</td>
      <td className={FIGURE}>{difference("overMinor")}</td>
      <td className="pl-7! text-sm whitespace-nowrap text-ink-2 max-md:hidden">
        {total === undefined ? "—" : t("compared-figures", figures)}
      </td>
      <td className="max-sm:hidden">{children}</td>
    </tr>
  );
}
