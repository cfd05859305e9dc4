"use client";

/** Says in sentences what the rules saved, and what people found in the sampled days. */
import { useTranslations } from "next-intl";
import type { QuietDays } from "@/lib/contracts/quiet-days";
import { Amount } from "../money/amount";

/** A total of null is being read. */
export function QuietSummary({ total }: { total: QuietDays["total"] | null }) {
  const t = useTranslations("quiet-days");
  if (total === null) return <p className="min-h-20 pt-3 text-ink-3">{t("reading")}</p>;
  const { certified, certifiedLines, sampled, waiting, unchanged } = total;
  const { explained, changed, found } = total;
  return (
    <div className="grid min-h-20 max-w-[80ch] content-start gap-1 pt-3">
      <p>{t("saved", { days: certified, lines: certifiedLines })}</p>
      <p>{t("sampled", { days: sampled })}</p>
      {sampled > 0 && <p>{t("became", { waiting, unchanged, explained, changed })}</p>}
      {found.map(({ currency, days: count, netMinor }) => (
        <p key={currency}>
          {t("found", { days: count })} <Amount minor={netMinor} currency={currency} withCurrency />
        </p>
      ))}
    </div>
  );
}
