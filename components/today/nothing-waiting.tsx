"use client";

/**
 * Stands where nothing waits for the reader. It calls a date settled only where its cash sheets
 * were read, and tells what is unknown.
 */
import { useLocale, useTranslations } from "next-intl";
import type { Today } from "@/lib/contracts/today";
import { formatBusinessDate } from "@/lib/domain/format";
import { ButtonLink } from "../ui/button-link";

type NothingWaitingProps = Pick<Today, "coverage" | "to"> & {
  /** The reader acts on nothing, so that nothing can need their attention. */
  isObserver: boolean;
};

export function NothingWaiting({ coverage, to, isObserver }: NothingWaitingProps) {
  const t = useTranslations("today");
  const date = formatBusinessDate(to, useLocale(), "short");
  const states = coverage.flatMap(({ days }) =>
    days.filter(({ businessDate }) => businessDate === to).map(({ state }) => state),
  );
  const unread = states.filter((state) => state === "unread" || state === "failed").length;
  const empty = states.filter((state) => state === "no-sheet" || state === "empty").length;
  const isKnown = unread + empty < states.length;
  const text = isKnown ? "nothing" : empty > 0 ? "no-sheet" : "nothing-read";
  return (
    <div className="grid justify-items-start gap-2 border-t border-ink py-5">
      <p className="text-md font-semibold">
        {t(text === "nothing" && isObserver ? "nothing-open" : text, { date })}
      </p>
      <p className="text-ink-2">{t(`${text}-hint`)}</p>
      {unread > 0 && unread < states.length && (
        <p className="text-uncounted">{t("partly", { count: unread })}</p>
      )}
      <ButtonLink className="mt-1" href={`/reconciliations?from=${to}&to=${to}`}>
        {t("see-lines")}
      </ButtonLink>
    </div>
  );
}
