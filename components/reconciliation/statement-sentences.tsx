"use client";

/** Says in a sentence per currency what a small net hides, and what the sums leave out. */
import { useLocale, useTranslations } from "next-intl";
import type { Total } from "@/lib/contracts/reconciliation";
import { formatCount, formatDifference, formatMoney } from "@/lib/domain/format";
import { countLines } from "./totals-rows";

type StatementSentencesProps = { totals: readonly Total[]; className?: string };

export function StatementSentences({ totals, className }: StatementSentencesProps) {
  return (
    <div className={className}>
      {totals.map((total) => (
        <p key={total.currency}>
          {totals.length > 1 && <b className="text-ink">{total.currency} </b>}
          <Sentence total={total} />
        </p>
      ))}
    </div>
  );
}

function Sentence({ total }: { total: Total }) {
  const t = useTranslations("reconciliation.statement");
  const language = useLocale();
  const { currency, netMinor, shortMinor, overMinor, lines } = total;
  const { compared, all } = countLines(total);
  const money = (minor: number) => formatMoney(minor, currency, language);
  const signed = (minor: number) => formatDifference(minor, currency, language);
  const sums = { short: money(-shortMinor), over: money(overMinor), net: signed(netMinor) };
  const movement = overMinor - shortMinor;
  const figures = { compared: formatCount(compared, language), all: formatCount(all, language) };
  const sentences = [t("compared", { ...figures, count: all })];
  if (shortMinor !== 0 && overMinor !== 0) {
    sentences.push(t("hides", sums));
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
