"use client";

/** What was said about a line last, and whether it still holds. */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExplanationView } from "@/lib/contracts/explanation";
import { formatDifference } from "@/lib/domain/format";
import { useReasonWords } from "../reason/use-reason-text";
import { useInstantText } from "../ui/instant";

type SaidProps = { said: ExplanationView; currency: string; actions: ReactNode };

export function Said({ said, currency, actions }: SaidProps) {
  const t = useTranslations("explanation.said");
  const wordOf = useReasonWords();
  const instant = useInstantText();
  const at = instant(said.at, "short");
  if (said.kind === "withdrawn") {
    return <p className="py-2 text-xs text-ink-3">{t("withdrawn", { by: said.by, at })}</p>;
  }
  return (
    <div className="py-3">
      <p className={said.holds ? "" : "text-ink-3 line-through"}>
        <b>{wordOf(said.reason)}</b>
      </p>
      {said.text !== "" && <p className="break-words whitespace-pre-wrap">{said.text}</p>}
      <p className="text-xs text-ink-3">
        {t("by", { by: said.by, at })}
        {said.cause !== null && ` · ${t("from-cause")}`}
      </p>
      {!said.holds && <Before said={said} currency={currency} />}
      {said.holds && actions}
    </div>
  );
}

function Before({ said, currency }: Omit<SaidProps, "actions">) {
  const t = useTranslations("explanation.said");
  const language = useLocale();
  return (
    <p className="text-xs text-ink-2">
      {said.differenceMinor === null
        ? t("of-another")
        : t("of-before", {
            difference: formatDifference(said.differenceMinor, currency, language),
          })}
    </p>
  );
}
