"use client";

/**
 * Shows expected cash step by step, then what was counted and the difference. A figure that Cashrec
 * did not provide is named as such, and never drawn.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CountVersion, DayDetail } from "@/lib/contracts/reconciliation";
import { formatDifference, formatMoney } from "@/lib/domain/format";
import { isDrawerLine } from "@/lib/domain/line";
import {
  computeReach,
  buildSteps,
  type WaterfallStep,
} from "@/lib/domain/reconciliation/waterfall";
import { Amount } from "../money/amount";
import { Difference, differenceWash } from "../money/difference";
import { classNames } from "../ui/class-names";
import { createScale, WaterfallBar } from "./waterfall-bar";

type Line = DayDetail["lineDetails"][number];
type DayWaterfallProps = {
  line: Line;
  version: number | undefined;
  count: CountVersion | undefined;
};

export function DayWaterfall({ line, version, count }: DayWaterfallProps) {
  const t = useTranslations("day.waterfall");
  const { currency, expectedMinor, countedMinor, differenceMinor, verdict } = line;
  const steps = buildSteps(line.terms ?? []);
  const scale = createScale(computeReach(steps, [expectedMinor, countedMinor]));
  const money = (minor: number | null) =>
    minor === null ? null : <Amount minor={minor} currency={currency} />;
  return (
    <>
      {line.terms === null && <p className="pb-2 text-sm text-ink-2">{t("not-cash")}</p>}
      <table className="ledger [&_:is(td,tbody_th)]:border-b-transparent [&_tr>:first-child]:pl-0 [&_tr>:last-child]:pr-0">
        <caption className="sr-only">{t("caption", { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">
              {version === undefined ? t("from-cashrec") : t("from", { version })}
            </th>
            <th scope="col" className="money">
              {currency}
            </th>
            <th scope="col" className="money hidden @min-[560px]:table-cell">
              {t("running")}
            </th>
            <th
              scope="col"
              className="hidden w-[112px] @min-[400px]:table-cell @min-[560px]:w-[160px]"
            >
              <span className="sr-only">{t("drawn")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.filter(isOnSheet).map((step) => (
            <Step key={step.term} step={step} currency={currency} isCash={isDrawerLine(line)}>
              <WaterfallBar
                scale={scale}
                from={step.beforeMinor}
                to={step.amountMinor === null ? null : step.afterMinor}
                ink={(step.amountMinor ?? 0) < 0 ? "less" : "more"}
                linked
              />
            </Step>
          ))}
          <Nothing steps={steps} currency={currency} />
          <Sum
            name={t("expected")}
            amount={<Amount minor={expectedMinor} currency={currency} absent="not-provided" />}
            running={money(expectedMinor)}
            bar={<WaterfallBar scale={scale} from={0} to={expectedMinor} ink="expected" />}
            strong
          />
          <Sum
            name={t("counted")}
            source={count && t("counted-by", { version: count.version, who: count.countedBy })}
            amount={<Amount minor={countedMinor} currency={currency} absent="not-counted" />}
            running={money(countedMinor)}
            bar={<WaterfallBar scale={scale} from={0} to={countedMinor} ink="counted" />}
          />
          <Sum
            name={t("difference")}
            amount={<Difference minor={differenceMinor} currency={currency} verdict={verdict} />}
            wash={classNames(differenceWash(verdict), "total")}
            bar={
              <WaterfallBar
                scale={scale}
                from={expectedMinor}
                to={countedMinor}
                ink={(differenceMinor ?? 0) < 0 ? "short" : "over"}
              />
            }
            strong
          />
        </tbody>
      </table>
    </>
  );
}

type StepProps = { step: WaterfallStep; currency: string; isCash: boolean; children: ReactNode };

function Step({ step, currency, isCash, children }: StepProps) {
  const t = useTranslations("day.waterfall");
  const language = useLocale();
  const { term, amountMinor, afterMinor } = step;
  const source = describeSource(step, t, (minor) => formatDifference(minor, currency, language));
  return (
    <tr>
      <th scope="row" className="whitespace-normal!">
        {t(`terms.${isCash || term !== "sales" ? term : "tender-sales"}`)}
        {source !== "" && (
          <span className="ml-2 text-xs text-ink-3 max-sm:ml-0 max-sm:block">{source}</span>
        )}
      </th>
      <td className="money">
        {amountMinor === null ? (
          <i className="text-unexpected">{t("not-provided")}</i>
        ) : amountMinor === 0 ? (
          formatMoney(0, currency, language)
        ) : (
          formatDifference(amountMinor, currency, language)
        )}
      </td>
      <td className="money hidden text-ink-2 @min-[560px]:table-cell">
        {afterMinor === null ? (
          <i className="text-xs text-ink-3">{t("unknown")}</i>
        ) : (
          formatMoney(afterMinor, currency, language)
        )}
      </td>
      <td className="hidden @min-[400px]:table-cell">{children}</td>
    </tr>
  );
}

/** Names in one row all steps that took nothing, because most days have several. */
function Nothing({ steps, currency }: { steps: readonly WaterfallStep[]; currency: string }) {
  const t = useTranslations("day.waterfall");
  const language = useLocale();
  const names = steps.filter((step) => !isOnSheet(step)).map(({ term }) => t(`terms.${term}`));
  if (names.length === 0) return null;
  return (
    <tr className="text-ink-2">
      <th scope="row" className="font-normal! whitespace-normal!">
        <span className="text-xs">
          {t("none", { terms: new Intl.ListFormat(language, { type: "unit" }).format(names) })}
        </span>
      </th>
      <td className="money">{formatMoney(0, currency, language)}</td>
      <td className="money hidden @min-[560px]:table-cell" />
      <td className="hidden @min-[400px]:table-cell" />
    </tr>
  );
}

/** Float and sales are shown even if they are zero, because every till has them. */
function isOnSheet({ term, amountMinor, entries, agreed }: WaterfallStep): boolean {
  if (agreed === true || term === "float" || term === "sales") return true;
  return amountMinor !== 0 || entries.length > 0;
}

/** Says where a figure comes from: its entries, or an agreement. */
function describeSource(
  { term, entries, agreed }: WaterfallStep,
  t: ReturnType<typeof useTranslations<"reconciliation.waterfall">>,
  signed: (minor: number) => string,
): string {
  if (agreed === true) return t("agreed-float");
  const isOwn = term === "sales" && entries.length === 1;
  const named = isOwn ? [] : entries.filter((each) => each.label !== null || !isKnown(each));
  return named
    .map(({ label, amountMinor: amount }) => {
      if (amount === null) return t("entry-unknown", { label: label ?? t("entry-without-name") });
      return named.length === 1 ? label : `${label} ${signed(amount)}`;
    })
    .join(" · ");
}

function isKnown({ amountMinor }: WaterfallStep["entries"][number]): boolean {
  return amountMinor !== null;
}

type SumProps = {
  name: string;
  source?: string | undefined;
  amount: ReactNode;
  running?: ReactNode;
  bar: ReactNode;
  strong?: boolean;
  wash?: string;
};

function Sum({ name, source, amount, running, bar, strong, wash }: SumProps) {
  return (
    <tr className={classNames(strong === true && "[&>*]:sum [&>:nth-child(-n+2)]:font-semibold")}>
      <th scope="row" className="whitespace-normal!">
        {name}
        {source !== undefined && (
          <span className="ml-2 text-xs font-normal text-ink-3 max-sm:ml-0 max-sm:block">
            {source}
          </span>
        )}
      </th>
      <td className={classNames("money", wash)}>{amount}</td>
      <td className="money hidden text-ink-2 @min-[560px]:table-cell">{running}</td>
      <td className="hidden @min-[400px]:table-cell">{bar}</td>
    </tr>
  );
}
