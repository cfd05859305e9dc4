"use client";

/** What failed, whether anything was lost, the way to try again, and the request's id. */
import { useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
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
      {onRetry !== undefined && (
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

/** Words for anything that was thrown: a title in the reader's language, the server's detail. */
export function useProblemText(error: unknown): {
  title: string;
  detail: string;
  requestId: string;
} {
  const t = useTranslations("problem");
  if (!isApiError(error)) return { title: t("UNEXPECTED"), detail: "", requestId: "" };
  const { code, detail, requestId, status } = error.problem;
  if (status === 0) return { title: t("offline"), detail: t("offline-hint"), requestId };
  return { title: t(code), detail, requestId };
}
