"use client";

/**
 * Reads the stored responses again: first what a map would change, then, once it is in force, for
 * good. It runs in the background, and the page may be left.
 */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { replaysQuery, startReplay } from "@/lib/client/connection";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import type { Replay } from "@/lib/contracts/replay";
import { formatBusinessDate } from "@/lib/domain/format";
import { Amount } from "../money/amount";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { Progress } from "../ui/progress";

/** `draft` is a map that is being changed and is not saved yet; null tries the one in force. */
export function ReplayPanel({ draft }: { draft: FieldMapFile | null }) {
  const t = useTranslations("field-map.replay");
  const queryClient = useQueryClient();
  const { data } = useQuery(replaysQuery());
  const start = useMutation({
    mutationFn: startReplay,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["cashrec", "replays"] }),
  });
  const latest = data?.replays[0];
  const isRunning = latest?.state === "pending";
  return (
    <section className="min-w-0" aria-labelledby="replay">
      <h2 id="replay">{t("title")}</h2>
      <p className="text-ink-2">{t("about")}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          disabled={isRunning}
          working={start.isPending && t("starting")}
          onClick={() => start.mutate({ kind: "preview", map: draft })}
        >
          {t(draft === null ? "preview" : "preview-draft")}
        </Button>
        <Button
          disabled={isRunning || draft !== null || start.isPending}
          onClick={() => start.mutate({ kind: "apply" })}
        >
          {t("apply")}
        </Button>
      </div>
      {draft !== null && <p className="mt-1 text-xs text-ink-3">{t("save-first")}</p>}
      <ProblemNotice error={start.error} className="mt-2 px-4" />
      <div aria-live="polite">{latest !== undefined && <ReplayReport replay={latest} />}</div>
    </section>
  );
}

function ReplayReport({ replay }: { replay: Replay }) {
  const t = useTranslations("field-map.replay");
  const language = useLocale();
  const dateOf = (date: string) => formatBusinessDate(date, language, "short-year");
  const { kind, state, total, result, message, requestedAt } = replay;
  const { changedSheets, changedLines, signedOff, unreadable, examples, problems } = result;
  return (
    <div className="mt-3 grid gap-2 border-t border-rule pt-2 text-sm">
      {state === "pending" && (
        <Progress done={result.sheets} total={total} label={t(`${kind}-runs`)} hint={t("leave")} />
      )}
      {state === "failed" && (
        <Notice kind="error" title={t("failed")} className="px-4">
          {message}
        </Notice>
      )}
      <p>
        {t(`${kind}-${state === "done" ? "result" : "so-far"}`, {
          sheets: result.sheets,
          changed: changedSheets,
          lines: changedLines,
        })}{" "}
        <span className="text-ink-3">
          <Instant iso={requestedAt} />
        </span>
      </p>
      {signedOff > 0 && <p>{t("signed-off", { count: signedOff })}</p>}
      {unreadable > 0 && (
        <div>
          <p>{t("unreadable", { count: unreadable })}</p>
          <ul className="list-disc pl-5 text-ink-2">
            {problems.map((each) => (
              <li key={`${each.centreId} ${each.businessDate}`}>
                {each.centreId}, {dateOf(each.businessDate)}: {each.message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {examples.length > 0 && (
        <table className="w-full">
          <caption className="py-1 text-left text-xs text-ink-2">{t("examples")}</caption>
          <thead>
            <tr className="border-b border-rule-strong text-xs text-ink-2">
              <th scope="col" className="py-1 pr-2 text-left font-medium">
                {t("line")}
              </th>
              <th scope="col" className="py-1 pr-2 text-right font-medium">
                {t("before")}
              </th>
              <th scope="col" className="perf py-1 pl-2 text-right font-medium">
                {t("after")}
              </th>
            </tr>
          </thead>
          <tbody>
            {examples.map((line, index) => (
              <tr key={index} className="border-b border-rule align-top">
                <th scope="row" className="py-1 pr-2 text-left font-normal">
                  <span className="text-ink-2">
                    {line.centreId}, {dateOf(line.businessDate)}
                  </span>{" "}
                  {line.shiftName ?? line.shiftId}, {line.tillName ?? line.tillId},{" "}
                  {line.tenderName ?? line.tenderId}
                </th>
                <td className="money py-1 pr-2">
                  <Amount minor={line.beforeMinor} currency={line.currency} withCurrency />
                </td>
                <td className="money perf py-1 pl-2">
                  <Amount minor={line.afterMinor} currency={line.currency} withCurrency />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
