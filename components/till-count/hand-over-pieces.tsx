"use client";

/** Puts the notes and coins that both people of a hand-over counted beside each other. */
import { useLocale, useTranslations } from "next-intl";
import type { HandedOver } from "@/lib/contracts/hand-over";
import { formatCount, formatMoney } from "@/lib/domain/format";
import { type ComparedPiece, comparePieces } from "@/lib/domain/till-count/hand-over";
import { formatPieceName } from "@/lib/domain/till-count/piece-name";
import { classNames } from "../ui/class-names";

type HandOverPiecesProps = { handOver: HandedOver; currency: string };

const NUMBER = "py-1.5 pl-3 text-right tabular-nums";

/** It is absent until both have counted, and where neither counted by the piece. */
export function HandOverPieces({ handOver, currency }: HandOverPiecesProps) {
  const t = useTranslations("pieces");
  const { denominations: given, givenBy, taken } = handOver;
  if (taken === null || (given === null && taken.denominations === null)) return null;
  return (
    <details className="pt-2" open={taken.differenceMinor !== 0}>
      <summary className="inline-block py-1 text-accent underline underline-offset-[3px] max-sm:py-3">
        {t("of-both")}
      </summary>
      <table className="w-full">
        <caption className="sr-only">{t("of-both")}</caption>
        <thead>
          <tr className="border-b border-ink text-xs text-ink-2">
            <th scope="col" className="py-1.5 text-left font-normal">
              {currency}
            </th>
            {[givenBy, taken.by].map((name, at) => (
              <th key={at} scope="col" className={`${NUMBER} font-normal`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {comparePieces(given ?? [], taken.denominations ?? []).map((piece, at) => (
            <PieceRow
              key={at}
              {...{ piece, currency }}
              hasGiven={given !== null}
              hasTaken={taken.denominations !== null}
            />
          ))}
        </tbody>
      </table>
    </details>
  );
}

type PieceRowProps = {
  piece: ComparedPiece;
  currency: string;
  /** Whoever counted a total has no number of any piece. */
  hasGiven: boolean;
  hasTaken: boolean;
};

function PieceRow({ piece, currency, hasGiven, hasTaken }: PieceRowProps) {
  const t = useTranslations("pieces");
  const language = useLocale();
  const { valueMinor, per, loose } = piece.item;
  const name = formatPieceName(valueMinor, currency, language);
  const format = (number: number) =>
    loose === true ? formatMoney(number, currency, language) : formatCount(number, language);
  const isUnequal = hasGiven && hasTaken && piece.given !== piece.taken;
  return (
    <tr className={classNames("border-b border-rule", isUnequal && "font-semibold")}>
      <th scope="row" className="py-1.5 text-left font-medium">
        {loose === true
          ? t("loose")
          : per === undefined
            ? name
            : t("times", { quantity: per, name })}
      </th>
      <td className={NUMBER}>{hasGiven ? format(piece.given) : t("as-a-total")}</td>
      <td className={NUMBER}>{hasTaken ? format(piece.taken) : t("as-a-total")}</td>
    </tr>
  );
}
