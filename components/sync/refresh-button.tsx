"use client";

/**
 * Syncs what is on the screen with Cashrec. A refusal is shown beside the button, or as a notice.
 */
import { useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import type { Refresh } from "./use-refresh";

type RefreshButtonProps = {
  refresh: Refresh;
  range: SyncRange;
  kind?: "do" | "plain";
  /** The page has a `RefreshProblem` elsewhere. */
  withoutProblem?: boolean;
};

export function RefreshButton(props: RefreshButtonProps) {
  const { refresh, range, kind = "plain", withoutProblem = false } = props;
  const t = useTranslations("sync");
  const problem = useProblemText(refresh.error);
  return (
    <>
      {refresh.error !== null && !withoutProblem && (
        <span role="alert" className="text-xs text-uncounted">
          {problem.title} {problem.detail}
        </span>
      )}
      <Button
        kind={kind}
        working={refresh.isRunning && t("working")}
        onClick={() => refresh.start(range)}
      >
        {t("read-again")}
      </Button>
    </>
  );
}

export function RefreshProblem({ error }: { error: Error | null }) {
  const problem = useProblemText(error);
  if (error === null) return null;
  return (
    <Notice kind="error" title={problem.title}>
      {problem.detail}
    </Notice>
  );
}
