"use client";

/** Why a move failed, in the user's language where the reason is one of the domain's refusals. */
import { useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
import { findRefusal } from "@/lib/client/refusal";
import { REFUSALS } from "@/lib/domain/workflow/workflow";
import { useProblemText } from "../ui/error-state";

export function useMoveProblem(error: Error | null): string | null {
  const t = useTranslations("workflow");
  const problem = useProblemText(error);
  if (error === null) return null;
  if (isApiError(error) && error.problem.code === "CONFLICT") return t("conflict");
  const refusal = findRefusal(error, REFUSALS);
  return refusal === null ? problem.sentence : t(`short-refusals.${refusal}`);
}
