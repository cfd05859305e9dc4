"use client";

/** Lists what schedules made: when, of which days, for whom, and the reader's own file. */
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { reportFileAddress, runsQuery, schedulesQuery, startRun } from "@/lib/client/schedules";
import type { RunRow } from "@/lib/contracts/schedule";
import { formatCount, formatDateRange } from "@/lib/domain/format";
import { SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";
import { EmptyState } from "../ui/empty-state";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";

export function RunList({ chosenFileId }: { chosenFileId: string | null }) {
  const t = useTranslations("reports.runs");
  const queryClient = useQueryClient();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(runsQuery());
  const runs = data?.pages.flatMap((page) => page.runs) ?? [];
  const again = useMutation({
    mutationFn: ({ id: runId, scheduleId }: RunRow) => startRun({ scheduleId, runId }),
    // It may have been changed or removed meanwhile.
    onError: () => queryClient.invalidateQueries(schedulesQuery()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: runsQuery().queryKey }),
  });
  return (
    <section aria-labelledby="report-runs">
      <div className="px-edge pt-5 pb-2">
        <h2 id="report-runs">{t("title")}</h2>
        <p className="max-w-[70ch] text-sm text-ink-2">{t("about")}</p>
      </div>
      <ProblemNotice error={error ?? again.error} />
      {runs.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <SettingsTable
          caption={t("title")}
          columns={[
            { label: t("report") },
            { label: t("when"), isHiddenOnPhones: true },
            { label: t("result") },
            { label: t("file") },
          ]}
          action={t("again")}
        >
          {runs.map((run) => (
            <RunLine
              key={run.id}
              {...{ run }}
              isChosen={chosenFileId !== null && run.file?.id === chosenFileId}
              onAgain={() => again.mutate(run)}
            />
          ))}
        </SettingsTable>
      )}
      {hasNextPage && (
        <div className="px-edge py-3">
          <Button working={isFetchingNextPage && t("loading")} onClick={() => void fetchNextPage()}>
            {t("more")}
          </Button>
        </div>
      )}
    </section>
  );
}

type RunLineProps = { run: RunRow; isChosen: boolean; onAgain: () => void };

function RunLine({ run, isChosen, onAgain }: RunLineProps) {
  const t = useTranslations("reports.runs");
  const language = useLocale();
  const { from, to, name } = run;
  const dates = from === null || to === null ? "" : formatDateRange(from, to, language);
  return (
    <tr aria-current={isChosen ? "true" : undefined}>
      <th scope="row" className="whitespace-normal">
        {name}
        <p className="text-xs font-normal text-ink-2">{dates}</p>
      </th>
      <td className="max-sm:hidden">
        <Instant iso={run.dueAt} />
        {run.startedBy !== null && (
          <p className="text-xs text-ink-2">{t("by-hand", { by: run.startedBy })}</p>
        )}
      </td>
      <td className="whitespace-normal">
        <Result {...{ run }} />
      </td>
      <td>
        <FileLink {...{ run }} />
      </td>
      <td className="money">
        {run.mayRunAgain && run.state !== "pending" && (
          <Button
            kind="bare"
            size="small"
            aria-label={t("again-one", { name, dates })}
            onClick={onAgain}
          >
            {t("again")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Says why each recipient without a file has none. */
function Result({ run }: { run: RunRow }) {
  const t = useTranslations("reports.runs");
  const without = run.files.filter(({ state }) => state === "withheld" || state === "failed");
  return (
    <>
      {run.state === "failed" || run.state === "partly" ? (
        <b>{t(`states.${run.state}`)}</b>
      ) : (
        t(`states.${run.state}`)
      )}
      {without.map(({ name, reason }) => (
        <p key={name} className="text-xs text-ink-2">
          {`${name}: ${reason === null ? "" : t(`reasons.${reason}`)}`}
        </p>
      ))}
    </>
  );
}

const KILOBYTE = 1_000;

function FileLink({ run }: { run: RunRow }) {
  const t = useTranslations("reports.runs");
  const language = useLocale();
  if (run.file === null) return <span className="text-ink-3">{t("no-file")}</span>;
  const { id, fileName, bytes } = run.file;
  const size = formatCount(Math.max(1, Math.round(bytes / KILOBYTE)), language);
  return (
    <a
      href={reportFileAddress(id)}
      download
      aria-label={t("open-one", { name: fileName })}
      title={t("size", { size })}
      className={buttonClass({ size: "small" })}
    >
      <Icon name="download" />
      {run.format.toUpperCase()}
    </a>
  );
}
