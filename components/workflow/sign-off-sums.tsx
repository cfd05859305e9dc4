"use client";

/** What is signed: one row per currency, and one per centre behind a fold. */
import { useTranslations } from "next-intl";
import type { MovePreview, SignOffSum } from "@/lib/contracts/sign-off";
import { Difference } from "../money/difference";
import { useSignOffText } from "./sign-off-text";

export function SignOffSums({ preview }: { preview: MovePreview }) {
  const t = useTranslations("sign-off");
  const { currencies, centres, lines } = preview;
  if (currencies.length === 0) return null;
  const quiet = lines.aboveTolerance === 0;
  return (
    <div>
      <table className="ledger sign-off-sums">
        <caption className="sr-only">{t("by-currency")}</caption>
        <Heads first={t("currency")} />
        <tbody>
          {currencies.map((sum) => (
            <Row key={sum.currency} sum={sum} quiet={quiet}>
              <b>{sum.currency}</b>{" "}
              <span className="text-ink-3">{t("centres", { count: sum.centres })}</span>
            </Row>
          ))}
        </tbody>
      </table>
      {centres.length > 1 && (
        <details className="text-sm">
          <summary className="min-h-6 cursor-pointer py-1 text-accent underline">
            {t("all-centres", { count: centres.length })}
          </summary>
          <div
            className="max-h-72 overflow-y-auto"
            tabIndex={0}
            role="group"
            aria-label={t("by-centre")}
          >
            <table className="ledger sign-off-sums">
              <caption className="sr-only">{t("by-centre")}</caption>
              <Heads first={t("centre")} />
              <tbody>
                {centres.map((sum) => (
                  <Row key={`${sum.currency} ${sum.centreId}`} sum={sum} quiet={quiet}>
                    {sum.centreName} <span className="text-ink-3">{sum.currency}</span>
                  </Row>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </div>
  );
}

function Heads({ first }: { first: string }) {
  const t = useTranslations("sign-off");
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        <th scope="col" className="num">
          {t("days")}
        </th>
        <th scope="col" className="num">
          {t("largest")}
        </th>
        <th scope="col" className="num max-sm:hidden">
          {t("short")}
        </th>
        <th scope="col" className="num max-sm:hidden">
          {t("over")}
        </th>
        <th scope="col" className="perf num">
          {t("net")}
        </th>
      </tr>
    </thead>
  );
}

type RowProps = { sum: SignOffSum; quiet: boolean; children: React.ReactNode };

/** Where nothing lies above tolerance, no figure has the colour of a shortage or a surplus. */
function Row({ sum, quiet, children }: RowProps) {
  const { nameLargest } = useSignOffText("review");
  const { currency, days, netMinor, shortMinor, overMinor } = sum;
  const largest = sum.largest === null ? null : nameLargest(sum.largest, currency);
  const ink = quiet ? { verdict: "within-tolerance" as const } : {};
  const short = <Difference minor={shortMinor} currency={currency} {...ink} />;
  const over = <Difference minor={overMinor} currency={currency} {...ink} />;
  return (
    <tr>
      <th scope="row">{children}</th>
      <td className="num">{days}</td>
      <td className="num">
        {largest === null ? "·" : largest.amount}
        {largest !== null && (
          <span className="block text-xs text-ink-3">
            {largest.line} · {largest.day}
          </span>
        )}
      </td>
      <td className="num max-sm:hidden">{short}</td>
      <td className="num max-sm:hidden">{over}</td>
      <td className="perf num">
        <Difference minor={netMinor} currency={currency} {...ink} />
        <span className="block text-xs sm:hidden">
          {short} {over}
        </span>
      </td>
    </tr>
  );
}
