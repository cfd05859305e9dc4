"use client";

/** Shows the figures of the control chart; each row links to its lines. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ControlChart } from "@/lib/contracts/variance";
import { formatBusinessDate } from "@/lib/domain/format";
import { Difference } from "../money/difference";
import { MoneyHead } from "./money-head";

type ControlTableProps = {
  points: ControlChart["points"];
  currency: string;
  buildHref: (date: string) => string;
};

export function ControlTable({ points, currency, buildHref }: ControlTableProps) {
  const t = useTranslations("variance.control");
  const language = useLocale();
  return (
    <table className="ledger w-auto! [--edge:4px] [--row:28px]">
      <caption className="sr-only">{t("caption", { currency })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("date")}</th>
          <MoneyHead>{t("difference")}</MoneyHead>
          <th scope="col">{t("against")}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ businessDate, netMinor, breaks }) => (
          <tr key={businessDate}>
            <th scope="row">
              <Link prefetch={false} href={buildHref(businessDate)}>
                {formatBusinessDate(businessDate, language, "short")}
              </Link>
            </th>
            <td className="money">
              <Difference minor={netMinor} currency={currency} />
            </td>
            <td>
              {breaks.length === 0
                ? t("marks.usual")
                : breaks
                    .map(({ rule, days, side }) => t(`rules.${rule}`, { days, side }))
                    .join("; ")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
