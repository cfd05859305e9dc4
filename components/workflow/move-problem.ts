"use client";

/** Why a move was not made, in the reader's language where we know the reason. */
import { useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
import { REFUSALS } from "@/lib/domain/workflow/workflow";
import { useProblemText } from "../ui/error-state";

export function useMoveProblem(error: Error | null): string | null {
  const t = useTranslations("workflow");
  const text = useProblemText(error);
  if (error === null) return null;
  if (isApiError(error)) {
    const { code, reason } = error.problem;
    if (code === "CONFLICT") return t("conflict");
    const refusal = REFUSALS.find((each) => each === reason);
    if (refusal !== undefined) return t(`short-refusals.${refusal}`);
  }
  return `${text.title}. ${text.detail}`;
}
