"use client";

/** Pinned below the fields: what is counted so far, and the button. */
import { useLocale, useTranslations } from "next-intl";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatMoney } from "@/lib/domain/format";
import { type Minor, minor, sum } from "@/lib/domain/money";
import { readTypedMoney } from "@/lib/domain/till-count-input";
import { Button } from "../ui/button";
import type { CountShift } from "./shift-list";
import type { Entry } from "./use-entries";

type HandInProps = {
  sheet: CountSheet;
  shift: CountShift;
  entries: ReadonlyMap<string, Entry>;
  editable: boolean;
  working: boolean;
};

export function HandIn({ sheet, shift, entries, editable, working }: HandInProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  const { currency } = sheet;
  const amounts = shift.tenders.flatMap(({ tenderId, countedMinor }): Minor[] => {
    const entry = entries.get(tenderId);
    const typed = entry === undefined ? null : readTypedMoney(entry.text, language, currency);
    if (typed?.ok === true) return [typed.amount];
    return countedMinor === null ? [] : [minor(countedMinor)];
  });
  // Where somebody else was faster, the choice stands beside the field.
  const waiting = [...entries.values()].filter(({ conflict }) => conflict === null).length;
  const missing = shift.tenders.length - amounts.length;
  return (
    <div className="sticky bottom-0 z-10 -mx-edge mt-6 flex items-center gap-4 border-t border-ink bg-sheet px-edge py-3 max-sm:bottom-[60px]">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-4">
          <span className="font-semibold max-sm:sr-only">{t("counted")}</span>
          <output aria-live="polite">
            {amounts.length === 0 ? (
              <i className="text-ink-3">{t("not-entered")}</i>
            ) : (
              <>
                <b className="total text-xl max-sm:text-lg">
                  {formatMoney(sum(amounts), currency, language)}
                </b>{" "}
                {currency}
              </>
            )}
          </output>
        </p>
        <p className="mt-1 text-xs text-ink-2">
          {missing === 0
            ? t("all-entered", { count: amounts.length })
            : t("some-entered", { entered: amounts.length, missing })}
        </p>
      </div>
      {editable && (
        <Button
          kind="do"
          type="submit"
          disabled={waiting === 0}
          working={working && t("handing-in")}
          className="min-h-11 min-w-32 max-sm:min-h-[52px]"
        >
          {t("hand-in")}
        </Button>
      )}
    </div>
  );
}
