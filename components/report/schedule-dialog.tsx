"use client";

/** Creates a schedule, or changes one; a change by somebody else meanwhile is shown, not lost. */
import { useNamedCentres } from "../centre/use-centre-search";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { foundCentresQuery } from "@/lib/client/centres";
import {
  changeSchedule,
  createSchedule,
  recipientsQuery,
  schedulesQuery,
} from "@/lib/client/schedules";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { View } from "@/lib/contracts/saved-view";
import type { ScheduleRow } from "@/lib/contracts/schedule";
import { Checkbox } from "../ui/checkbox";
import { Combobox } from "../ui/combobox";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { draftOf, type ScheduleDraft, startDraft, toRequest } from "./schedule-draft";
import { ContentFields } from "./schedule-content-fields";
import { TimingFields } from "./schedule-timing-fields";

const PERMISSION = "report:schedule" as const;

type ScheduleDialogProps = {
  /** Null creates one, of the view that is given or the first. */
  schedule: ScheduleRow | null;
  views: readonly View[];
  userId: string;
  onClose: () => void;
};

export function ScheduleDialog({ schedule, views, userId, onClose }: ScheduleDialogProps) {
  const t = useTranslations("reports.form");
  const queryClient = useQueryClient();
  const first = useQuery(foundCentresQuery("", PERMISSION)).data ?? {
    centres: [],
    count: 0,
  };
  const offer = { ...first, currencies: [], permission: PERMISSION };
  const people = useQuery(recipientsQuery()).data ?? [];
  const [draft, setDraft] = useState<ScheduleDraft>(() =>
    schedule === null ? startDraft({ views, centreId: "", userId }) : draftOf(schedule),
  );
  const [isPaused, setIsPaused] = useState(schedule?.paused ?? false);
  const centreId = draft.centreId === "" ? (first.centres[0]?.id ?? "") : draft.centreId;
  const zone = useNamedCentres(offer, [centreId]).find(({ id }) => id === centreId)?.timeZone;
  const change = (part: Partial<ScheduleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: async () => {
      const input = toRequest({ ...draft, centreId });
      if (schedule === null) return createSchedule(input);
      const { id: scheduleId, version } = schedule;
      return changeSchedule({ ...input, scheduleId, version, paused: isPaused });
    },
    onSettled: () => queryClient.invalidateQueries(schedulesQuery()),
    onSuccess: onClose,
  });
  const wrong = wrongFieldsOf(save.error);
  const isConflict = currentOf(save.error) !== null;
  const known = new Map([...people, ...(schedule?.recipients ?? [])].map((one) => [one.id, one]));
  return (
    <FormDialog
      wide
      title={schedule === null ? t("add") : t("edit", { name: schedule.name })}
      description={t("about")}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={save.isPending && t("saving")}
      disabled={views.length === 0 || centreId === ""}
      onClose={onClose}
      onSubmit={() => save.mutate()}
    >
      <ContentFields {...{ draft, setDraft, views, wrong }} />
      <TimingFields {...{ draft, change, offer, zone, centreId, wrong }} />
      <Field
        label={t("recipients")}
        hint={t("recipients-hint")}
        error={wrong.has("recipientIds") && t("recipients-wrong")}
      >
        {({ id }) => (
          <Combobox
            id={id}
            label={t("recipients")}
            options={[...known.values()].map(({ id: value, name }) => ({ value, label: name }))}
            selected={draft.recipientIds}
            onChange={(recipientIds) => change({ recipientIds })}
            className="w-full"
          />
        )}
      </Field>
      {schedule !== null && (
        <Checkbox checked={isPaused} onCheckedChange={setIsPaused} label={t("paused")} />
      )}
      {isConflict ? (
        <Notice kind="error" title={t("conflict")}>
          {t("conflict-hint")}
        </Notice>
      ) : (
        <ProblemNotice error={wrong.size === 0 ? save.error : null} />
      )}
    </FormDialog>
  );
}
