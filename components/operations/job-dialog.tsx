"use client";

/** Asks before a job runs again or is removed, and says why it could not be. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { operationsQuery, removeJob, retryJob } from "@/lib/client/operations";
import type { FailedJob } from "@/lib/contracts/operations";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { useJobText } from "./use-job-text";

export type JobStep = "retry" | "remove";

const SEND = { retry: retryJob, remove: removeJob } as const;

type JobDialogProps = { job: FailedJob; step: JobStep; onClose: () => void };

export function JobDialog({ job, step, onClose }: JobDialogProps) {
  const t = useTranslations("operations.failed-jobs");
  const { nameTask } = useJobText();
  const toast = useToast();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: () => SEND[step](job.id),
    onSettled: () => client.invalidateQueries({ queryKey: operationsQuery().queryKey }),
    onSuccess: () => {
      toast(t(`${step}-done`));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`${step}-title`, { name: nameTask(job.task) })}
      description={t(`${step}-hint`)}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            kind="do"
            working={change.isPending && t("working")}
            onClick={() => change.mutate()}
          >
            {t(step)}
          </Button>
        </>
      }
    >
      <ProblemNotice error={change.error} />
    </Dialog>
  );
}
