"use client";

/**
 * Lists the floats as they were found at opening, each compared with what the previous count left
 * and with what is agreed. A difference is explained like that of a line.
 */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { formatLinePosition } from "@/lib/domain/keys";
import { toExplainedLine, getNames } from "../explanation/explained-line";
import { Amount } from "../money/amount";
import { DifferenceCell } from "../money/difference-cell";
import { useReasonText } from "../reason/use-reason-text";
import { classNames } from "../ui/class-names";
import { ChoosableRow } from "./line-cells";

type DayFloatsProps = {
  day: DayDetail;
  chosen: string | null;
  onChoose: (id: string) => void;
};

export function DayFloats({ day, chosen, onChoose }: DayFloatsProps) {
  const t = useTranslations("explanation");
  const heads = useTranslations("reconciliation.table.heads");
  const column = useTranslations("reason.column");
  if (day.openings.length === 0) return null;
  return (
    <section aria-labelledby="day-floats">
      <h2 id="day-floats" className="px-edge pt-6 pb-2 max-sm:pt-5">
        {t("floats.title")}
      </h2>
      <table className="ledger">
        <caption className="sr-only">{t("floats.caption", { currency: day.currency })}</caption>
        <thead>
          <tr className="[&>*]:border-t [&>*]:border-t-rule-strong">
            <th scope="col">{heads("shift")}</th>
            <th scope="col" className="max-sm:hidden">
              {heads("till")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("floats.against")}
            </th>
            <th scope="col" className="money max-sm:hidden">
              {t("floats.should-be")}
            </th>
            <th scope="col" className="money">
              {t("floats.found")}
            </th>
            <th scope="col" className="money perf sm:pl-6">
              {heads("difference")}
            </th>
            <th scope="col" className="w-[32%] max-sm:hidden">
              {column("title")}
            </th>
          </tr>
        </thead>
        <tbody>
          {day.openings.map((check) => {
            const id = formatLinePosition(check);
            return (
              <Row
                key={id}
                {...{ day, check, current: id === chosen }}
                onChoose={() => onChoose(id)}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = {
  day: DayDetail;
  check: DayDetail["openings"][number];
  current: boolean;
  onChoose: () => void;
};

function Row({ day, check, current, onChoose }: RowProps) {
  const t = useTranslations("explanation");
  const column = useTranslations("reason.column");
  const reasonText = useReasonText();
  const { shift, till } = getNames(day, check);
  const { verdict } = toExplainedLine(day, check);
  const against = t(`floats.checks.${check.tenderId}`);
  const explained =
    check.reason !== null
      ? reasonText(check.reason)
      : check.differenceMinor === 0
        ? ""
        : column("unexplained");
  return (
    <ChoosableRow
      {...{ shift, till, current, onChoose }}
      detail={against}
      label={t("floats.choose", { line: `${shift}, ${till}`, check: against })}
    >
      <td className="money max-sm:hidden">
        <Amount minor={check.expectedMinor} currency={day.currency} />
      </td>
      <td className="money">
        <Amount minor={check.countedMinor} currency={day.currency} />
      </td>
      <DifferenceCell minor={check.differenceMinor} currency={day.currency} verdict={verdict} />
      <td
        className={classNames(
          "whitespace-normal! max-sm:hidden",
          check.reason === null ? "text-uncounted" : "text-ink-2",
        )}
      >
        {explained}
      </td>
    </ChoosableRow>
  );
}
