"use client";

/**
 * Saves an explanation of a line, together with that of its mirror line or alone. A refused one can
 * be sent again; a conflict shows the new day.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { currentOf } from "@/lib/client/conflict";
import { explainLine, explainLines } from "@/lib/client/explanations";
import { isApiError } from "@/lib/client/http";
import { findRefusal } from "@/lib/client/refusal";
import { type DayKey, dayQuery } from "@/lib/client/reconciliations";
import type { ExplainBody } from "@/lib/contracts/explanation";
import { EXPLANATION_REFUSALS } from "@/lib/domain/workflow/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { isSamePosition, type LinePosition } from "@/lib/domain/keys";
import { useProblemText } from "../ui/error-state";
import { type ExplainedLine, pickPosition } from "./explained-line";
import { newAttempt } from "@/lib/client/new-attempt";

export type ExplanationInput = Omit<ExplainBody, "version" | keyof LinePosition> & {
  /** The other side of a swap, which is explained as well or neither is. */
  mirror?: ExplainedLine;
};

const REFUSALS = ["period-closed", "day-not-open", ...EXPLANATION_REFUSALS] as const;

/** The page tells by it whether an explanation is being saved. */
export const EXPLAIN_KEY = ["explain"];

type Options = {
  day: DayDetail;
  dayKey: DayKey;
  line: ExplainedLine;
  onSaved: (day: DayDetail) => void;
};

export function useExplain({ day, dayKey, line, onSaved }: Options) {
  const client = useQueryClient();
  const readDay = () => client.fetchQuery({ ...dayQuery(dayKey), staleTime: 0 });
  /**
   * The key stays the same until it is stored, so that a request that is sent twice is stored once.
   */
  const key = useRef<string | null>(null);
  const explaining = useMutation({
    mutationKey: EXPLAIN_KEY,
    mutationFn: async ({ mirror, ...input }: ExplanationInput) => {
      key.current ??= newAttempt();
      if (mirror === undefined) {
        const body = { ...input, ...pickPosition(line), version: day.version };
        return explainLine(dayKey, body, key.current);
      }
      const { reason = "", text = "" } = input;
      const lines = [line, mirror].map((side) => buildSide(day, side, input));
      await explainLines({ lines, reason, text }, key.current);
      return readDay();
    },
    onSuccess: (saved) => {
      key.current = null;
      onSaved(saved);
    },
    onError: (error) => {
      key.current = null;
      const current = currentOf<DayDetail>(error);
      if (current !== null) onSaved(current);
      else if (isApiError(error) && error.problem.code === "CONFLICT") {
        void readDay().then(onSaved, () => undefined);
      }
    },
  });
  return { explaining, problem: useRefusal(explaining.error) };
}

/** A side takes the cause as well, where it is a likely one of its own difference. */
function buildSide(day: DayDetail, side: ExplainedLine, { cause }: ExplanationInput) {
  const own = day.causes.find((one) => isSamePosition(one, side))?.causes ?? [];
  const isLikely = cause !== undefined && own.some(({ kind }) => kind === cause);
  return {
    centreId: day.centreId,
    date: day.businessDate,
    ...pickPosition(side),
    differenceMinor: side.differenceMinor,
    countVersion: side.countVersion,
    ...(isLikely ? { cause } : {}),
  };
}

function useRefusal(error: Error | null): string | null {
  const t = useTranslations("explanation");
  const problem = useProblemText(error);
  if (error === null) return null;
  if (isApiError(error) && error.problem.code === "CONFLICT") return t("form.conflict");
  const refusal = findRefusal(error, REFUSALS);
  return refusal === null ? problem.sentence : t(`refusals.${refusal}`);
}
