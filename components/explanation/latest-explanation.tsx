"use client";

/** Shows the latest explanation of a line, and whether it still applies. */
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ExplanationView } from "@/lib/contracts/explanation";
import { formatDifference } from "@/lib/domain/format";
import { useReasonText } from "../reason/use-reason-text";
import { useInstantText } from "../ui/instant";

type LatestExplanationProps = {
  explanation: ExplanationView;
  currency: string;
  actions: ReactNode;
};

export function LatestExplanation({ explanation, currency, actions }: LatestExplanationProps) {
  const t = useTranslations("explanation.said");
  const reasonText = useReasonText();
  const instant = useInstantText();
  const at = instant(explanation.at, "short");
  if (explanation.kind === "withdrawn") {
    return <p className="py-2 text-xs text-ink-3">{t("withdrawn", { by: explanation.by, at })}</p>;
  }
  return (
    <div className="py-3">
      <p className={explanation.holds ? "" : "text-ink-3 line-through"}>
        <b>{reasonText(explanation.reason)}</b>
      </p>
      {explanation.text !== "" && (
        <p className="break-words whitespace-pre-wrap">{explanation.text}</p>
      )}
      <p className="text-xs text-ink-3">
        {t("by", { by: explanation.by, at })}
        {explanation.cause !== null && ` · ${t("from-cause")}`}
      </p>
      {!explanation.holds && <PreviousFigure explanation={explanation} currency={currency} />}
      {explanation.holds && actions}
    </div>
  );
}

function PreviousFigure({ explanation, currency }: Omit<LatestExplanationProps, "actions">) {
  const t = useTranslations("explanation.said");
  const language = useLocale();
  return (
    <p className="text-xs text-ink-2">
      {explanation.differenceMinor === null
        ? t("of-another")
        : t("of-before", {
            difference: formatDifference(explanation.differenceMinor, currency, language),
          })}
    </p>
  );
}
