"use client";

/** The reconciled lines that would come of the responses, and what speaks for the map. */
import { useTranslations } from "next-intl";
import type { TrialResult } from "@/lib/contracts/field-map-trial";
import { Amount } from "../money/amount";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";

export function TriedLines({ result }: { result: TrialResult }) {
  const t = useTranslations("field-map.lines");
  const { lines, linesCut, totals, tendersAddUp, asked } = result;
  if (lines.length === 0) return <p className="py-2 text-ink-2">{t("none")}</p>;
  const isSeveral = new Set(lines.map((line) => `${line.centreId} ${line.businessDate}`)).size > 1;
  return (
    <>
      <div
        className="max-h-[70vh] overflow-auto"
        tabIndex={0}
        role="region"
        aria-label={t("caption")}
      >
        <table className="w-full text-sm">
          <caption className="sr-only">{t("caption")}</caption>
          <thead>
            <tr className="border-b border-rule-strong text-xs text-ink-2">
              <th scope="col" className="py-1.5 pr-2 text-left font-medium">
                {t("line")}
              </th>
              <th scope="col" className="py-1.5 pr-2 text-right font-medium">
                {t("sales")}
              </th>
              <th scope="col" className="perf py-1.5 pl-2 text-right font-medium">
                {t("expected")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={index} className="border-b border-rule align-top">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  {isSeveral && (
                    <span className="block text-xs text-ink-3">
                      {line.centreId}, {line.businessDate}
                    </span>
                  )}
                  {line.shiftName ?? line.shiftId}, {line.tillName ?? line.tillId}{" "}
                  <span className="text-ink-2">{line.tenderName ?? line.tenderId}</span>
                </th>
                <td className="money py-1 pr-2 text-ink-2">
                  <Amount minor={line.salesMinor} currency={line.currency} />
                </td>
                <td className="money perf py-1 pl-2">
                  <Amount minor={line.expectedMinor} currency={line.currency} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals.map(({ currency, lines: count, unknownLines, expectedMinor }) => (
              <tr key={currency} className="sum font-semibold">
                <th scope="row" colSpan={2} className="py-1.5 pr-2 text-left">
                  {t("total", { count, unknown: unknownLines })} {currency}
                </th>
                <td className="money perf py-1.5 pl-2">
                  <span className="total">
                    <Amount minor={expectedMinor} currency={currency} />
                  </span>
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      {linesCut && <p className="text-xs text-ink-3">{t("cut")}</p>}
      <ul className="mt-2 grid gap-1 text-sm">
        <Check isGood={tendersAddUp.matched === tendersAddUp.of} isKnown={tendersAddUp.of > 0}>
          {tendersAddUp.of === 0 ? t("adds-up-unknown") : t("adds-up", tendersAddUp)}
        </Check>
        {asked.of > 0 && (
          <Check isGood={asked.matched === asked.of} isKnown>
            {t("asked", asked)}
          </Check>
        )}
      </ul>
    </>
  );
}

type CheckProps = { isGood: boolean; isKnown: boolean; children: string };

function Check({ isGood, isKnown, children }: CheckProps) {
  const isFine = isGood && isKnown;
  return (
    <li className="flex gap-2">
      <Icon
        name={isFine ? "check" : isKnown ? "warn" : "info"}
        className={classNames(
          "mt-0.5 size-4 shrink-0",
          isFine ? "text-matched" : isKnown ? "text-uncounted" : "text-ink-3",
        )}
      />
      <span>{children}</span>
    </li>
  );
}
