"use client";

/** Has Cashrec asked again about what is on the screen; a refusal stays beside the button. */
import { useTranslations } from "next-intl";
import type { SyncRange } from "@/lib/client/syncs";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import type { ReadAgain } from "./use-refresh";

type ReadAgainButtonProps = { reading: ReadAgain; range: SyncRange; kind?: "do" | "plain" };

export function ReadAgainButton({ reading, range, kind = "plain" }: ReadAgainButtonProps) {
  const t = useTranslations("sync");
  const problem = useProblemText(reading.error);
  return (
    <>
      {reading.error !== null && (
        <span role="alert" className="text-xs text-uncounted">
          {problem.title} {problem.detail}
        </span>
      )}
      <Button
        kind={kind}
        working={reading.working && t("working")}
        onClick={() => reading.start(range)}
      >
        {t("read-again")}
      </Button>
    </>
  );
}
