"use client";

/** Says something about a line. What was refused can be said again; a conflict brings the day. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { currentOf } from "@/lib/client/conflict";
import { explainLine } from "@/lib/client/explanations";
import { isApiError } from "@/lib/client/http";
import type { DayKey } from "@/lib/client/reconciliations";
import type { ExplainBody } from "@/lib/contracts/explanation";
import { EXPLANATION_REFUSALS } from "@/lib/domain/workflow/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { useProblemText } from "../ui/error-state";
import { type LinePlace, placeOf } from "./explained-line";

export type Said = Omit<ExplainBody, "version" | keyof LinePlace>;

type Options = {
  day: DayDetail;
  dayKey: DayKey;
  place: LinePlace;
  onSaved: (day: DayDetail) => void;
};

export function useExplain({ day, dayKey, place, onSaved }: Options) {
  /** The same key until it is stored: sent twice, it is stored once. */
  const key = useRef<string | null>(null);
  const saying = useMutation({
    mutationFn: (said: Said) => {
      key.current ??= crypto.randomUUID();
      const body = { ...said, ...placeOf(place), version: day.version };
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
  return { say: saying, problem: useRefusal(saying.error) };
}

function useRefusal(error: Error | null): string | null {
  const t = useTranslations("explanation");
  const problem = useProblemText(error);
  if (error === null) return null;
  if (isApiError(error) && error.problem.code === "CONFLICT") return t("form.conflict");
  const reason = isApiError(error) ? error.problem.reason : undefined;
  const known = EXPLANATION_REFUSALS.find((refusal) => refusal === reason);
  return known === undefined ? `${problem.title}. ${problem.detail}` : t(`refusals.${known}`);
}
