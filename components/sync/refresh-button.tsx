"use client";

/** Syncs what is on the screen with Cashrec; a refusal is shown beside the button. */
import { useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import type { Refresh } from "./use-refresh";

type RefreshButtonProps = { refresh: Refresh; range: SyncRange; kind?: "do" | "plain" };

export function RefreshButton({ refresh, range, kind = "plain" }: RefreshButtonProps) {
  const t = useTranslations("sync");
  const problem = useProblemText(refresh.error);
  return (
    <>
      {refresh.error !== null && (
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
