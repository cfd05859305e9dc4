"use client";

/** Shows what was submitted, and what may be known of it now, in place of the pad. */
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { CountItem } from "@/lib/contracts/count-settings";
import { computeAmount } from "@/lib/domain/till-count/denomination";
import { formatPieceName } from "@/lib/domain/till-count/piece-name";
import { minor } from "@/lib/domain/money";
import { splitFloat } from "@/lib/domain/till-count/split-float";
import { Amount } from "../money/amount";
import { Difference } from "../money/difference";
import { Instant } from "../ui/instant";
import { LeaveAndBank } from "./leave-and-bank";
import type { Comparison, Counted } from "./use-count-items";

type CountedViewProps = Counted & { currency: string; children?: ReactNode };

export function CountedView(props: CountedViewProps) {
  const { countedMinor, currency, by, at, items, floatMinor, children } = props;
  const t = useTranslations("till-count");
  const split = useMemo(
    () => (items === null || floatMinor === null ? null : splitFloat(items, minor(floatMinor))),
    [items, floatMinor],
  );
  const comparisons = [...props.comparisons, ...(split === null ? props.floatRows : [])];
  return (
    <section aria-label={t("counted")} className="border-t border-ink pt-3">
      <dl className="max-w-[480px]">
        <div className="flex items-baseline justify-between gap-4 pb-3">
          <dt className="font-semibold">{t("counted")}</dt>
          <dd className="text-right">
            <span className="whitespace-nowrap">
              <b className="total text-xl">
                <Amount minor={countedMinor} currency={currency} />
              </b>{" "}
              {currency}
            </span>
            <span className="mt-1.5 block text-xs text-ink-2">
              {t("counted-by", { name: by })}
              {at !== null && (
                <>
                  {", "}
                  <Instant iso={at} style="short" />
                </>
              )}
            </span>
          </dd>
        </div>
        {comparisons.map((comparison) => (
          <ComparisonRows key={comparison.label} {...{ comparison, currency }} />
        ))}
      </dl>
      {split !== null && floatMinor !== null && (
        <LeaveAndBank {...{ split, floatMinor, currency }} />
      )}
      {split === null && items !== null && items.length > 0 && <Pieces {...{ items, currency }} />}
      <div className="flex flex-wrap gap-2 pt-5 pb-6">{children}</div>
    </section>
  );
}

function ComparisonRows({ comparison, currency }: { comparison: Comparison; currency: string }) {
  const t = useTranslations("till-count");
  const { label, otherMinor, differenceMinor } = comparison;
  return (
    <>
      <div className="flex min-h-10 items-center justify-between gap-4 border-t border-rule">
        <dt className="text-ink-2">{label}</dt>
        <dd>
          <Amount minor={otherMinor} currency={currency} absent="not-provided" />
        </dd>
      </div>
      {differenceMinor !== undefined && differenceMinor !== null && (
        <div className="flex min-h-10 items-center justify-between gap-4 border-t border-rule">
          <dt className="text-ink-2">{t("difference")}</dt>
          <dd className="flex items-baseline gap-2">
            <span className="text-sm text-ink-2">{t(`sign.${getSign(differenceMinor)}`)}</span>
            <Difference minor={differenceMinor} currency={currency} />
          </dd>
        </div>
      )}
    </>
  );
}

function Pieces({ items, currency }: { items: CountItem[]; currency: string }) {
  const t = useTranslations("till-count");
  return (
    <details className="pt-2">
      <summary className="inline-block py-1 text-accent underline underline-offset-[3px] max-sm:py-3">
        {t("pieces-of-count")}
      </summary>
      <ul className="max-w-[480px]">
        {items.map((item) => (
          <li
            key={`${item.valueMinor} ${item.per ?? 1} ${item.loose ?? false}`}
            className="flex justify-between gap-4 border-b border-rule py-1.5"
          >
            <PieceName {...{ item, currency }} />
            <Amount minor={computeAmount(item)} currency={currency} absent="not-entered" />
          </li>
        ))}
      </ul>
    </details>
  );
}

function PieceName({ item, currency }: { item: CountItem; currency: string }) {
  const t = useTranslations("till-count");
  const language = useLocale();
  if (item.loose === true) return <span>{t("pad.loose")}</span>;
  const name = formatPieceName(item.valueMinor, currency, language);
  const { quantity, per } = item;
  return (
    <span>
      {per === undefined
        ? t("piece-times", { quantity, name })
        : t("pack-times", { quantity, per, name })}
    </span>
  );
}

function getSign(minor: number): "none" | "short" | "over" {
  return minor === 0 ? "none" : minor < 0 ? "short" : "over";
}
