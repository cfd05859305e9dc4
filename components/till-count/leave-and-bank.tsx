"use client";

/**
 * Shows which of the counted notes and coins stay in the till and which go to the bank. It is a
 * proposal: whoever counted may leave other pieces.
 */
import { useLocale, useTranslations } from "next-intl";
import type { CountItem } from "@/lib/contracts/count-settings";
import { formatCount, formatMoney } from "@/lib/domain/format";
import type { FloatSplit } from "@/lib/domain/till-count/split-float";
import { formatPieceName } from "@/lib/domain/till-count/piece-name";

type LeaveAndBankProps = { split: FloatSplit; floatMinor: number; currency: string };

const NUMBER = "py-1.5 pl-3 text-right tabular-nums";

export function LeaveAndBank({ split, floatMinor, currency }: LeaveAndBankProps) {
  const t = useTranslations("till-count.split");
  const language = useLocale();
  const money = (minor: number) => formatMoney(minor, currency, language);
  const { rows, leaveMinor, bankMinor } = split;
  const pieces = (count: number) => (count === 0 ? "–" : formatCount(count, language));
  return (
    <section aria-labelledby="leave-and-bank" className="max-w-[480px] pt-4">
      <h2 id="leave-and-bank">
        {t("title", { leave: money(leaveMinor), bank: money(bankMinor) })}
      </h2>
      {!split.isExact && (
        <p className="pt-1 text-ink-2">
          {t(leaveMinor < floatMinor ? "too-little" : "too-much", {
            float: money(floatMinor),
            remainder: money(Math.abs(leaveMinor - floatMinor)),
          })}
        </p>
      )}
      <table className="mt-2 w-full">
        <caption className="sr-only">{t("caption", { currency })}</caption>
        <thead>
          <tr className="border-b border-ink text-xs text-ink-2">
            <th scope="col" className="py-1.5 text-left font-normal">
              {currency}
            </th>
            {(["counted", "leave", "bank"] as const).map((head) => (
              <th key={head} scope="col" className={`${NUMBER} font-normal`}>
                {t(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, leave, bank }) => (
            <tr
              key={`${item.valueMinor} ${item.per ?? 1} ${item.loose ?? false}`}
              className="border-b border-rule"
            >
              <th scope="row" className="py-1.5 text-left font-medium">
                <PieceKind {...{ item, currency }} />
              </th>
              <td className={NUMBER}>{pieces(item.quantity)}</td>
              <td className={NUMBER}>{pieces(leave)}</td>
              <td className={NUMBER}>{pieces(bank)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-b-[3px] border-double border-ink font-semibold">
            <th scope="row" className="py-1.5 text-left">
              {t("total")}
            </th>
            <td className={NUMBER}>{money(leaveMinor + bankMinor)}</td>
            <td className={NUMBER}>{money(leaveMinor)}</td>
            <td className={NUMBER}>{money(bankMinor)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function PieceKind({ item, currency }: { item: CountItem; currency: string }) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const { valueMinor, per, loose } = item;
  if (loose === true) return t("pad.loose");
  const name = formatPieceName(valueMinor, currency, language);
  return per === undefined ? name : t("piece-times", { quantity: per, name });
}
