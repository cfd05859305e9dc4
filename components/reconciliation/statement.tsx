"use client";

/**
 * Sums up the filtered lines, one row per currency, and says in a sentence what a small net hides
 * and what the sums leave out.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Total } from "@/lib/contracts/reconciliation";
import { formatCount, formatDifference, formatMoney } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { countLines } from "./totals-rows";

export function Statement({ totals }: { totals: readonly Total[] }) {
  const t = useTranslations("reconciliation.statement");
  return (
    <div className="min-w-0">
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr className="[&>th]:pb-0 [&>th]:pl-4 [&>th]:text-right [&>th]:text-xs [&>th]:font-normal [&>th]:text-ink-2 [&>th:first-child]:pl-0">
            <th scope="col">
              <span className="sr-only">{t("currency")}</span>
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("expected")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("counted")}
            </th>
            <th scope="col">{t("net")}</th>
            <th scope="col">{t("short")}</th>
            <th scope="col">{t("over")}</th>
          </tr>
        </thead>
        <tbody>
          {totals.map((total) => (
            <Row key={total.currency} total={total} />
          ))}
        </tbody>
      </table>
      {totals.map((total) => (
        <p
          key={total.currency}
          className="max-w-[78ch] pt-1 text-sm text-ink-2 first-of-type:pt-2.5"
        >
          {totals.length > 1 && <b className="text-ink">{total.currency} </b>}
          <Sentence total={total} />
        </p>
      ))}
    </div>
  );
}

function Row({ total }: { total: Total }) {
  const { currency } = total;
  const none = countLines(total).compared === 0;
  return (
    <tr className="[&>*]:total [&>*]:pt-0.5 [&>*]:pb-1 [&>*]:align-baseline [&>td]:pl-4 max-sm:[&>td]:pl-2">
      <th scope="row" className="text-left text-base font-semibold">
        {currency}
      </th>
      <td className="money text-lg max-sm:hidden">
        {none ? "·" : <Amount minor={total.expectedMinor} currency={currency} />}
      </td>
      <td className="money text-lg max-sm:hidden">
        {none ? "·" : <Amount minor={total.countedMinor} currency={currency} />}
      </td>
      <td className="money text-xl tracking-[-0.015em] max-sm:text-lg">
        <Difference
          minor={none ? null : total.netMinor}
          currency={currency}
          className="font-medium!"
        />
      </td>
      <td className="money text-lg max-sm:text-md">
        <Difference
          minor={none ? null : total.shortMinor}
          currency={currency}
          className="font-medium!"
        />
      </td>
      <td className="money text-lg max-sm:text-md">
        <Difference
          minor={none ? null : total.overMinor}
          currency={currency}
          className="font-medium!"
        />
      </td>
    </tr>
  );
}

function Sentence({ total }: { total: Total }) {
  const t = useTranslations("reconciliation.statement");
  const language = useLocale();
  const { currency, netMinor, shortMinor, overMinor, lines } = total;
  const { compared, all } = countLines(total);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const sums = { short: signed(shortMinor), over: signed(overMinor), net: signed(netMinor) };
  const movement = overMinor - shortMinor;
  const figures = { compared: formatCount(compared, language), all: formatCount(all, language) };
  const sentences = [t("compared", { ...figures, count: all })];
  if (shortMinor !== 0 && overMinor !== 0) {
    sentences.push(t("hides", { ...sums, movement: money(movement) }));
  } else if (movement !== 0) sentences.push(t("one-way", { net: sums.net }));
  else if (compared > 0) sentences.push(t("no-difference"));
  const left = { uncounted: lines.uncounted, unexpected: lines.unexpected };
  const amounts = {
    expected: money(total.uncountedMinor),
    counted: money(total.unexpectedMinor),
  };
  if (left.uncounted > 0 && left.unexpected > 0)
    sentences.push(t("left-both", { ...left, ...amounts }));
  else if (left.uncounted > 0) sentences.push(t("left-uncounted", { ...left, ...amounts }));
  else if (left.unexpected > 0) sentences.push(t("left-unexpected", { ...left, ...amounts }));
  return sentences.join(" ");
}
