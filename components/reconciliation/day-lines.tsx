"use client";

/** Lists the lines of a day. One of them is selected, and the page below shows its details. */
import { useTranslations } from "next-intl";
import type { DayDetail, LineRow } from "@/lib/contracts/reconciliation";
import { formatLinePosition, isSamePosition } from "@/lib/domain/keys";
import { VerdictBadge } from "../badge/verdict-badge";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { DifferenceCell } from "../money/difference-cell";
import { ReasonCell } from "../explanation/reason-cell";
import { ChoosableRow, CountedCell, ToleranceCell } from "./line-cells";
import { getLineNames } from "./lines-items";

type DayLinesProps = { day: DayDetail; chosen: string | null; onChoose: (id: string) => void };

export function DayLines({ day, chosen, onChoose }: DayLinesProps) {
  const t = useTranslations("reconciliation");
  const ofDay = useTranslations("day");
  const explained = useTranslations("reason.column");
  const { currency, lines } = day;
  const compared = lines.matched + lines["within-tolerance"] + lines.short + lines.over;
  return (
    <section aria-labelledby="day-lines">
      <h2 id="day-lines" className="px-edge pt-6 pb-2 max-sm:pt-5">
        {ofDay("lines")}
      </h2>
      <table className="ledger">
        <caption className="sr-only">{ofDay("lines-caption", { currency })}</caption>
        <thead>
          <tr className="[&>*]:border-t [&>*]:border-t-rule-strong">
            <th scope="col">{t("table.heads.shift")}</th>
            <th scope="col" className="max-sm:hidden">
              {t("table.heads.till")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("table.heads.tender")}
            </th>
            <th scope="col" className="money max-sm:hidden">
              {t("table.heads.expected")}
            </th>
            <th scope="col" className="money">
              {t("table.heads.counted")}
            </th>
            <th scope="col" className="money perf sm:pl-6">
              {t("table.heads.difference")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("table.heads.verdict")}
            </th>
            <th
              scope="col"
              className="max-md:hidden lg:hidden min-[1900px]:table-cell print:hidden"
            >
              {t("table.heads.tolerance")}
            </th>
            <th scope="col" className="w-[26%] max-lg:hidden middle:hidden print:table-cell">
              {explained("title")}
            </th>
          </tr>
        </thead>
        <tbody>
          {day.lineDetails.map((line) => (
            <Row
              key={formatLinePosition(line)}
              line={line}
              recount={day.recounts.some((one) => one.wanted && isSamePosition(one, line))}
              current={formatLinePosition(line) === chosen}
              onChoose={() => onChoose(formatLinePosition(line))}
            />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3} className="max-sm:hidden">
              {ofDay("total", { currency, count: compared })}
            </th>
            <th scope="row" className="pl-4! sm:hidden">
              {currency}
            </th>
            <td className="money max-sm:hidden">
              {compared > 0 && (
                <Amount minor={day.expectedMinor} currency={currency} className="total" />
              )}
            </td>
            <td className="money">
              {compared > 0 && (
                <Amount minor={day.countedMinor} currency={currency} className="total" />
              )}
            </td>
            <td className="money perf sm:pl-6">
              <Difference
                minor={compared > 0 ? day.netMinor : null}
                currency={currency}
                className="total"
              />
            </td>
            <td className="max-sm:hidden" />
            <td className="max-md:hidden lg:hidden min-[1900px]:table-cell print:hidden" />
            <td className="max-lg:hidden middle:hidden print:table-cell" />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

type RowProps = { line: LineRow; recount: boolean; current: boolean; onChoose: () => void };

function Row({ line, recount, current, onChoose }: RowProps) {
  const t = useTranslations("day");
  const { shift, till, tender } = getLineNames(line);
  const label = t("choose-line", { line: `${shift}, ${till}, ${tender}` });
  return (
    <ChoosableRow {...{ shift, till, label, current, onChoose }} detail={tender}>
      <td className="money max-sm:hidden">
        <Amount minor={line.expectedMinor} currency={line.currency} absent="not-provided" />
      </td>
      <CountedCell line={line} />
      <DifferenceCell
        minor={line.differenceMinor}
        currency={line.currency}
        verdict={line.verdict}
      />
      <td className="max-sm:hidden">
        <VerdictBadge verdict={line.verdict} className="align-top" />
        <span className="hidden text-xs whitespace-normal middle:block print:hidden">
          <ReasonCell line={line} recount={recount} />
        </span>
      </td>
      <ToleranceCell
        line={line}
        className="max-md:hidden lg:hidden min-[1900px]:table-cell print:hidden"
      />
      <td className="whitespace-normal! max-lg:hidden middle:hidden print:table-cell">
        <ReasonCell line={line} recount={recount} />
      </td>
    </ChoosableRow>
  );
}
