"use client";

/** Shows what failed, a button that tries again, and the id that finds the request in the log. */
import { useLocale, useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
import { findRefusal } from "@/lib/client/refusal";
import { formatBusinessDate } from "@/lib/domain/format";
import {
  ARCHIVED_DAYS,
  THINNED_MOMENT,
  THINNED_SHEET,
  type ThinnedMoment,
} from "@/lib/domain/retention";
import { Button } from "./button";
import { Icon } from "./icon";

type ErrorStateProps = { error: unknown; onRetry?: () => void };

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useTranslations("ui");
  const problem = useProblemText(error);
  return (
    <div role="alert" className="grid max-w-[70ch] justify-items-start gap-2 px-edge py-8">
      <p className="flex items-center gap-2 text-md font-semibold">
        <Icon name="warn" className="size-4 text-uncounted" />
        {problem.title}
      </p>
      {problem.detail !== "" && <p className="text-ink-2">{problem.detail}</p>}
      {onRetry !== undefined && findRefusal(error, REMOVED) === null && (
        <Button kind="do" onClick={onRetry} className="mt-2">
          {t("try-again")}
        </Button>
      )}
      {problem.requestId !== "" && (
        <p className="text-xs text-ink-3">
          {t("request-id")} <code className="font-mono select-all">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

/** What the retention or the archive has removed, in the words of the reader. */
const REMOVED = [ARCHIVED_DAYS, THINNED_MOMENT, THINNED_SHEET] as const;
type Removed = ThinnedMoment & { hash: string };
const NOTHING_REMOVED: Removed = { centreId: "", businessDate: "", days: 1, hash: "" };

type ProblemText = { title: string; detail: string; requestId: string; sentence: string };

/**
 * Extracts the text of anything that was thrown; `sentence` is the title and the detail in one
 * line.
 */
export function useProblemText(error: unknown): ProblemText {
  const t = useTranslations("problem");
  const language = useLocale();
  if (!isApiError(error)) return withSentence(t("UNEXPECTED"), "", "");
  const { code, detail, requestId, status } = error.problem;
  if (status === 0) return withSentence(t("offline"), t("offline-hint"), requestId);
  const removed = findRefusal(error, REMOVED);
  if (removed !== null) {
    const about = { ...NOTHING_REMOVED, ...(error.problem as Partial<Removed>) };
    const date = formatBusinessDate(about.businessDate, language, "long");
    const values = { ...about, date, centre: about.centreId };
    return withSentence(t(removed), t(`${removed}-detail`, values), requestId);
  }
  // For a state of the installation the title is enough, and the server's detail is in English.
  const isState = status >= 500 && !code.startsWith("UPSTREAM");
  return withSentence(t(code), isState ? "" : detail, requestId);
}

function withSentence(title: string, detail: string, requestId: string): ProblemText {
  return { title, detail, requestId, sentence: `${title}. ${detail}` };
}
