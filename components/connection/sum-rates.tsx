/** Tells how often cash sheets add up, as far as they say their figures twice. */
import Link from "next/link";
import { useTranslations } from "next-intl";

type Rate = { checked: number; agree: number };
type SumRatesProps = { days: number; from: string; to: string; sales: Rate; differences: Rate };

export function SumRates({ days, from, to, sales, differences }: SumRatesProps) {
  const t = useTranslations("connection.sums");
  const isInDoubt = [sales, differences].some(({ checked, agree }) => agree < checked);
  return (
    <section className="px-edge pt-6" aria-labelledby="sum-rates">
      <h2 id="sum-rates">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t("hint", { days })}</p>
      <ul className="mt-2 max-w-[70ch]">
        <li className="border-t border-rule py-1.5">
          {sales.checked === 0 ? t("sales-none") : t("sales", sales)}
        </li>
        <li className="border-y border-rule py-1.5">
          {differences.checked === 0 ? t("differences-none") : t("differences", differences)}
        </li>
      </ul>
      {isInDoubt && (
        <p className="mt-2">
          <Link prefetch={false} href={`/reconciliations?from=${from}&to=${to}&findingsOnly=true`}>
            {t("show")}
          </Link>
        </p>
      )}
    </section>
  );
}
