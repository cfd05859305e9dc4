"use client";

/** Shows one check of a float: what should have been in the till, what was found, and by whom. */
import { useTranslations } from "next-intl";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { useInstantText } from "../ui/instant";

type DayFloatProps = { check: DayDetail["openings"][number]; currency: string };

export function DayFloat({ check, currency }: DayFloatProps) {
  const t = useTranslations("explanation.floats");
  const tWaterfall = useTranslations("day.waterfall");
  const instant = useInstantText();
  const by = [check.countedBy, instant(check.countedAt, "short")].filter(Boolean).join(" · ");
  return (
    <table className="ledger [&_tr>:first-child]:pl-0 [&_tr>:last-child]:pr-0">
      <caption className="sr-only">{t("caption", { currency })}</caption>
      <tbody>
        <tr>
          <th scope="row" className="first-letter:uppercase">
            {t(`checks.${check.tenderId}`)}
          </th>
          <td className="money">
            <Amount minor={check.expectedMinor} currency={currency} />
          </td>
        </tr>
        <tr>
          <th scope="row" className="whitespace-normal!">
            {t("found")}
            <span className="ml-2 text-xs text-ink-3 max-sm:ml-0 max-sm:block">{by}</span>
          </th>
          <td className="money">
            <Amount minor={check.countedMinor} currency={currency} />
          </td>
        </tr>
        <tr className="[&>*]:sum [&>*]:font-semibold!">
          <th scope="row">{tWaterfall("difference")}</th>
          <td className="money">
            <Difference minor={check.differenceMinor} currency={currency} className="total" />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
