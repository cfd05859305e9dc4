"use client";

/** Formats a reason as the organisation labels it, or by the default label. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { reasonsQuery } from "@/lib/client/reasons";
import { readLanguage } from "@/lib/domain/format";
import { type OfferedReason, findReasonText } from "@/lib/domain/workflow/reason-list";

export function useReasonText(): (code: string) => string {
  const { data } = useQuery(reasonsQuery());
  const label = useReasonLabel();
  return (code) =>
    label(
      code,
      data?.reasons.find((reason) => reason.code === code),
    );
}

/** It is used for a list that is being edited, and is not the one in force. */
export function useReasonLabel(): (code: string, reason: OfferedReason | undefined) => string {
  const t = useTranslations("reason");
  const language = readLanguage(useLocale());
  return (code, reason) => {
    const usual = t.has(`reasons.${code}`) ? t(`reasons.${code}`) : null;
    return findReasonText(reason, language, usual) ?? code;
  };
}
