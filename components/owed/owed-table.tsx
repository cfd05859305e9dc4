/** Lists what each centre owes for one kind, and the totals of each currency below. */
import { useLocale, useTranslations } from "next-intl";
import type { OwedFigures, OwedList } from "@/lib/contracts/owed";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { LedgerTable } from "../ui/ledger-table";
import { STAYS_IN_LEDGER } from "../ui/sideways-scroller";
import { MoneyHead } from "../variance/money-head";

type OwedTableProps = { kind: "tips" | "giftCards"; list: OwedList };

export function OwedTable({ kind, list }: OwedTableProps) {
  const t = useTranslations("owed");
  const language = useLocale();
  const texts = kind === "tips" ? "tips" : "gift-cards";
  const rows = list.rows.filter((row) => isAny(row[kind]));
  const totals = list.totals.filter((total) => isAny(total[kind]));
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 className="px-edge pb-2">{t(`${texts}.title`)}</h2>
      <LedgerTable caption={t(`${texts}.title`)} className="border-t border-rule">
        <thead>
          <tr>
            <th scope="col" className={STAYS_IN_LEDGER}>
              {t("centre")}
            </th>
            <MoneyHead className="max-sm:hidden">{t("before")}</MoneyHead>
            <MoneyHead>{t(`${texts}.in`)}</MoneyHead>
            <MoneyHead>{t(`${texts}.out`)}</MoneyHead>
            <MoneyHead>{t("after")}</MoneyHead>
            <th scope="col" className="max-sm:hidden">
              {t("currency")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ centreId, centreName, since, currency, ...owed }) => (
            <tr key={`${centreId} ${currency}`}>
              <th scope="row" className={STAYS_IN_LEDGER}>
                {centreName}
                <span className="block text-xs font-normal text-ink-3">
                  <span className="sm:hidden">{currency} · </span>
                  {t("since", { date: formatBusinessDate(since, language, "range-part") })}
                  {owed[kind].unknown > 0 && ` · ${t("unknown", { count: owed[kind].unknown })}`}
                </span>
              </th>
              <Figures figures={owed[kind]} currency={currency} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map(({ currency, ...owed }) => (
            <tr key={currency}>
              <th scope="row" className={STAYS_IN_LEDGER}>
                {t("total", { currency })}
              </th>
              <Figures figures={owed[kind]} currency={currency} />
            </tr>
          ))}
        </tfoot>
      </LedgerTable>
    </section>
  );
}

function Figures({ figures, currency }: { figures: OwedFigures; currency: string }) {
  const { beforeMinor, inMinor, outMinor, afterMinor } = figures;
  return (
    <>
      <td className="money max-sm:hidden">
        <Amount minor={beforeMinor} currency={currency} />
      </td>
      <td className="money">
        <Amount minor={inMinor} currency={currency} />
      </td>
      <td className="money">
        <Amount minor={outMinor} currency={currency} />
      </td>
      <td className="money font-semibold">
        <Amount minor={afterMinor} currency={currency} />
      </td>
      <td className="text-ink-2 max-sm:hidden">{currency}</td>
    </>
  );
}

function isAny({ beforeMinor, inMinor, outMinor, unknown }: OwedFigures): boolean {
  return beforeMinor !== 0 || inMinor !== 0 || outMinor !== 0 || unknown > 0;
}
