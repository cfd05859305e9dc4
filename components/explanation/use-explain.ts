"use client";

/**
 * Saves an explanation of a line. A refused one can be sent again; a conflict returns the new day.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { currentOf } from "@/lib/client/conflict";
import { explainLine } from "@/lib/client/explanations";
import { isApiError } from "@/lib/client/http";
import { findRefusal } from "@/lib/client/refusal";
import type { DayKey } from "@/lib/client/reconciliations";
import type { ExplainBody } from "@/lib/contracts/explanation";
import { EXPLANATION_REFUSALS } from "@/lib/domain/workflow/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { LinePosition } from "@/lib/domain/keys";
import { useProblemText } from "../ui/error-state";
import { pickPosition } from "./explained-line";

export type ExplanationInput = Omit<ExplainBody, "version" | keyof LinePosition>;

const REFUSALS = ["period-closed", "day-not-open", ...EXPLANATION_REFUSALS] as const;

type Options = {
  day: DayDetail;
  dayKey: DayKey;
  position: LinePosition;
  onSaved: (day: DayDetail) => void;
};

export function useExplain({ day, dayKey, position, onSaved }: Options) {
  /**
   * The key stays the same until it is stored, so that a request that is sent twice is stored once.
   */
  const key = useRef<string | null>(null);
  const explaining = useMutation({
    mutationFn: (input: ExplanationInput) => {
      key.current ??= crypto.randomUUID();
      const body = { ...input, ...pickPosition(position), version: day.version };
      return explainLine(dayKey, body, key.current);
    },
    onSuccess: (saved) => {
      key.current = null;
      onSaved(saved);
    },
    onError: (error) => {
      key.current = null;
      const current = currentOf<DayDetail>(error);
      if (current !== null) onSaved(current);
    },
  });
  return { explaining, problem: useRefusal(explaining.error) };
}

function useRefusal(error: Error | null): string | null {
  const t = useTranslations("explanation");
  const problem = useProblemText(error);
  if (error === null) return null;
  if (isApiError(error) && error.problem.code === "CONFLICT") return t("form.conflict");
  const refusal = findRefusal(error, REFUSALS);
  return refusal === null ? problem.sentence : t(`refusals.${refusal}`);
}
