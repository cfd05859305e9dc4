"use client";

/**
 * Shows below the fields, pinned, what is counted so far, what is missing, and the submit button.
 */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatMoney } from "@/lib/domain/format";
import { Button } from "../ui/button";

type SubmitBarProps = {
  totalMinor: number | null;
  currency: string;
  hint: ReactNode;
  /** False while nothing is being sent; a text replaces the usual one. */
  working: boolean | string;
  disabled: boolean;
  /** Replaces the usual text of the button. */
  label?: string;
  /** Nothing can be submitted here. */
  readOnly?: boolean;
};

export function SubmitBar(props: SubmitBarProps) {
  const { totalMinor, currency, hint, working, disabled, label, readOnly } = props;
  const t = useTranslations("till-count");
  const language = useLocale();
  return (
    <div className="sticky bottom-0 z-10 -mx-edge mt-4 flex items-center gap-3 border-t border-ink bg-sheet px-edge pt-2.5 pb-[calc(10px+env(safe-area-inset-bottom))] sm:mt-6 sm:gap-6 sm:py-3">
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2.5 sm:gap-x-5">
        <span className="font-semibold max-[359px]:sr-only">{t("counted")}</span>
        <output aria-live="polite" className="whitespace-nowrap sm:text-md">
          {totalMinor === null ? (
            <i className="text-ink-3">{t("not-entered")}</i>
          ) : (
            <>
              <b className="total text-[24px] leading-[30px] tracking-[-0.015em] sm:text-xl">
                {formatMoney(totalMinor, currency, language)}
              </b>{" "}
              {currency}
            </>
          )}
        </output>
        <p className="min-w-0 text-xs text-ink-2 max-sm:mt-1 max-sm:basis-full sm:flex-1">{hint}</p>
      </div>
      {readOnly !== true && (
        <Button
          kind="do"
          type="submit"
          disabled={disabled}
          working={working === true ? t("handing-in") : working}
          className="h-[52px] shrink-0 !px-[22px] !text-md sm:h-11 sm:!px-8 sm:!text-[15px]"
        >
          {label ?? t("hand-in")}
        </Button>
      )}
    </div>
  );
}
