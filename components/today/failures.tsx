"use client";

/**
 * Lists what could not be read: the part, the cause, the time, and a button that tries this part
 * again.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { rangeOfFailure, startSync } from "@/lib/client/syncs";
import type { Freshness } from "@/lib/contracts/freshness";
import { formatDateRange } from "@/lib/domain/format";
import { DayStatusShape } from "../badge/day-status-badge";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { useInstantText } from "../ui/instant";

type Failure = Freshness["failures"][number];

export function Failures({ failures, mayStart }: { failures: Failure[]; mayStart: boolean }) {
  const t = useTranslations("today");
  if (failures.length === 0) return null;
  return (
    <>
      <h2 className="mt-7 mb-1 text-base">{t("failures")}</h2>
      <ul className="border-t border-rule-strong">
        {failures.map((failure) => (
          <Item key={`${failure.centreId} ${failure.from}`} failure={failure} mayStart={mayStart} />
        ))}
      </ul>
    </>
  );
}

function Item({ failure, mayStart }: { failure: Failure; mayStart: boolean }) {
  const t = useTranslations("today");
  const ofSync = useTranslations("sync.failure");
  const language = useLocale();
  const at = useInstantText();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => startSync(rangeOfFailure(failure, null)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["today"] }),
  });
  const problem = useProblemText(again.error);
  const { centreName, centreCount, from, to, code, message, at: failedAt } = failure;
  return (
    <li className="grid grid-cols-[18px_minmax(0,1fr)] items-center gap-x-3.5 gap-y-1 border-b border-rule py-2 sm:grid-cols-[18px_minmax(0,1fr)_auto]">
      <DayStatusShape state="failed" />
      <div>
        <b>
          {ofSync("centres", { centre: centreName, count: centreCount - 1 })},{" "}
          {formatDateRange(from, to, language)}
        </b>
        <p className="text-ink-2">
          {(language !== "en" || message === "") &&
            `${ofSync.has(`causes.${code}`) ? ofSync(`causes.${code}`) : ofSync("causes.other")} `}
          <span lang="en">{message}</span>{" "}
          <span className="text-ink-3">{at(failedAt, "short")}</span>
        </p>
        {again.isError && (
          <p role="alert" className="text-uncounted">
            {problem.sentence}
          </p>
        )}
      </div>
      {mayStart && (
        <Button
          onClick={() => again.mutate()}
          working={again.isPending && t("asking")}
          className="max-sm:col-start-2 max-sm:justify-self-start"
        >
          {t("try-part")}
        </Button>
      )}
    </li>
  );
}
