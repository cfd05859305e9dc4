"use client";

/** Shows the stacked weeks as a table: short and over of each reason, and the net of the week. */
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatDateRange, formatDifference } from "@/lib/domain/format";
import type { StackSpan } from "@/lib/domain/variance/by-reason";
import { Difference } from "../money/difference";
import { MoneyHead } from "./money-head";
import { reasonAddress, useReasonNames } from "./use-reasons";
import type { View } from "./view";

type WhyTableProps = { stacks: readonly StackSpan[]; reasons: readonly string[]; view: View };

export function WhyTable({ stacks, reasons, view }: WhyTableProps) {
  const t = useTranslations("variance.why");
  const language = useLocale();
  const nameOf = useReasonNames();
  const { currency } = view;
  const signed = (minor: number) => formatDifference(minor, currency, language);
  return (
    <table className="ledger w-auto! [--cell:6px] [--edge:4px] [--row:28px]">
      <caption className="sr-only">{t("caption", { currency })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("week")}</th>
          {reasons.map((reason) => (
            <MoneyHead key={reason} className="whitespace-normal!">
              {nameOf(reason)}
            </MoneyHead>
          ))}
          <MoneyHead className="perf">{t("net-head")}</MoneyHead>
        </tr>
      </thead>
      <tbody>
        {stacks.map(({ from, to, known, parts, netMinor }) => (
          <tr key={from}>
            <th scope="row" className="whitespace-nowrap">
              {formatDateRange(from, to, language)}
            </th>
            {reasons.map((reason) => {
              const part = parts.find((one) => one.reason === reason);
              if (!known) return <Unknown key={reason} />;
              return (
                <td key={reason} className="money whitespace-nowrap">
                  {part === undefined ? (
                    <span className="text-ink-3">{signed(0)}</span>
                  ) : (
                    <Link
                      prefetch={false}
                      href={reasonAddress(view, reason, { from, to })}
                      className="block min-h-6 content-center text-inherit no-underline hover:underline"
                    >
                      {signed(part.shortMinor)}{" "}
                      <span className="text-ink-2">{signed(part.overMinor)}</span>
                    </Link>
                  )}
                </td>
              );
            })}
            <td className="money perf">
              <Difference minor={known ? netMinor : null} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unknown() {
  const t = useTranslations("variance.heat");
  return (
    <td className="money text-ink-3">
      ·<span className="sr-only">{t("nothing")}</span>
    </td>
  );
}
