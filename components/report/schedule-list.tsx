"use client";

/** Lists the schedules of the reader, and those that are addressed to them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { removeSchedule, runsQuery, schedulesQuery, startRun } from "@/lib/client/schedules";
import type { View } from "@/lib/contracts/saved-view";
import type { ScheduleRow as Schedule } from "@/lib/contracts/schedule";
import { RevokeDialog } from "../settings/revoke-dialog";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { ScheduleDialog } from "./schedule-dialog";
import { ScheduleRow } from "./schedule-row";

type ScheduleListProps = { views: readonly View[]; userId: string };
type Opened = { schedule: Schedule | null; mode: "edit" | "remove" };

export function ScheduleList({ views, userId }: ScheduleListProps) {
  const t = useTranslations("reports");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { data: schedules = [], error } = useQuery(schedulesQuery());
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const run = useMutation({
    mutationFn: ({ id }: Schedule) => startRun({ scheduleId: id }),
    onSuccess: (_run, { name }) => toast(t("started", { name })),
    // It may have been changed or removed meanwhile.
    onError: () => queryClient.invalidateQueries(schedulesQuery()),
    onSettled: () => queryClient.invalidateQueries({ queryKey: runsQuery().queryKey }),
  });
  return (
    <section aria-labelledby="report-schedules">
      <div className="flex flex-wrap items-start gap-2 px-edge pt-5 pb-2">
        <div className="min-w-60 flex-1">
          <h2 id="report-schedules">{t("schedules.title")}</h2>
          <p className="max-w-[70ch] text-sm text-ink-2">{t("schedules.about")}</p>
        </div>
        <Button
          kind="do"
          disabled={views.length === 0}
          onClick={() => setOpened({ schedule: null, mode: "edit" })}
        >
          {t("schedules.add")}
        </Button>
      </div>
      <ProblemNotice error={error ?? run.error} />
      {schedules.length === 0 ? (
        <EmptyState
          title={t("schedules.none")}
          hint={t(views.length === 0 ? "schedules.none-without-view" : "schedules.none-hint")}
        />
      ) : (
        <ul aria-label={t("schedules.title")} className="border-t border-ink">
          {schedules.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              isStarting={run.isPending && run.variables.id === schedule.id}
              onRun={() => run.mutate(schedule)}
              onEdit={() => setOpened({ schedule, mode: "edit" })}
              onRemove={() => setOpened({ schedule, mode: "remove" })}
            />
          ))}
        </ul>
      )}
      {opened?.mode === "edit" && (
        <ScheduleDialog {...{ views, userId }} schedule={opened.schedule} onClose={close} />
      )}
      {opened?.mode === "remove" && opened.schedule !== null && (
        <RevokeDialog
          of="reports"
          name={opened.schedule.name}
          revoke={async () => {
            await removeSchedule(opened.schedule?.id ?? "");
            await queryClient.invalidateQueries(schedulesQuery());
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
