"use client";

/** Shows one schedule: what it makes, when, for whom, and what can be done with it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { schedulesQuery, stopMail } from "@/lib/client/schedules";
import type { ScheduleRow as Schedule } from "@/lib/contracts/schedule";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import { useScheduleText } from "./use-schedule-text";

type ScheduleRowProps = {
  schedule: Schedule;
  isStarting: boolean;
  onRun: () => void;
  onEdit: () => void;
  onRemove: () => void;
};

export function ScheduleRow(props: ScheduleRowProps) {
  const { schedule } = props;
  const t = useTranslations("reports");
  const text = useScheduleText();
  const { name, mine, paused, nextAt, viewName } = schedule;
  return (
    <li className="border-b border-rule px-edge py-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-60 flex-1">
          <h3 className="text-md">{name}</h3>
          <p className="text-sm text-ink-2">
            {[text.content(schedule), text.timing(schedule)].join(" · ")}
          </p>
          <p className="text-sm text-ink-2">
            {mine ? <Recipients {...{ schedule }} /> : t("schedules.by", { by: schedule.by })}
          </p>
          <p className="text-sm">
            {paused ? (
              <b>{t("schedules.paused")}</b>
            ) : (
              nextAt !== null && (
                <span className="text-ink-2">
                  {t("schedules.next")} <Instant iso={nextAt} />
                </span>
              )
            )}
            {mine && viewName === null && <b> {t("schedules.view-gone")}</b>}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {schedule.isRecipient && <StopButton schedule={schedule} />}
          {mine && <OwnActions {...props} />}
        </div>
      </div>
    </li>
  );
}

function Recipients({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("reports");
  const names = schedule.recipients.map(({ name }) => name).join(", ");
  return t(`schedules.to.${schedule.delivery}`, { names });
}

function OwnActions({ schedule, isStarting, onRun, onEdit, onRemove }: ScheduleRowProps) {
  const t = useTranslations("reports");
  const { name } = schedule;
  return (
    <>
      <Button
        size="small"
        working={isStarting && t("saving")}
        aria-label={t("schedules.run-one", { name })}
        onClick={onRun}
      >
        {t("schedules.run")}
      </Button>
      <Button size="small" aria-label={t("schedules.edit-one", { name })} onClick={onEdit}>
        {t("schedules.edit")}
      </Button>
      <Button
        size="small"
        kind="bare"
        aria-label={t("schedules.remove-one", { name })}
        onClick={onRemove}
      >
        {t("revoke")}
      </Button>
    </>
  );
}

/** It concerns the reader alone, whoever the author is. */
function StopButton({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("reports");
  const queryClient = useQueryClient();
  const { id: scheduleId, name, isStopped } = schedule;
  const stop = useMutation({
    mutationFn: () => stopMail({ scheduleId, stopped: !isStopped }),
    onSettled: () => queryClient.invalidateQueries(schedulesQuery()),
  });
  const verb = isStopped ? "resume" : "stop";
  return (
    <>
      {isStopped && (
        <span className="self-center text-sm text-ink-2">{t("schedules.stopped")}</span>
      )}
      <Button
        size="small"
        working={stop.isPending && t("saving")}
        aria-label={t(`schedules.${verb}-one`, { name })}
        onClick={() => stop.mutate()}
      >
        {t(`schedules.${verb}`)}
      </Button>
      <ProblemNotice error={stop.error} />
    </>
  );
}
