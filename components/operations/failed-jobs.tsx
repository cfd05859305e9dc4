"use client";

/** Lists jobs that nothing runs again by itself, to be tried again or removed. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { FailedJob } from "@/lib/contracts/operations";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { JobDialog, type JobStep } from "./job-dialog";
import { OperationsSection, OperationsTable } from "./operations-section";
import { useJobText } from "./use-job-text";

const STEPS = ["retry", "remove"] as const;

export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  const t = useTranslations("operations.failed-jobs");
  const [chosen, setChosen] = useState<{ job: FailedJob; step: JobStep } | null>(null);
  return (
    <OperationsSection title={t("title")} about={<p>{t("about")}</p>}>
      {jobs.length === 0 ? (
        <p className="flex items-start gap-2 border-t border-rule px-edge py-3">
          <Icon name="check" className="mt-0.5 size-4 text-matched" />
          {t("none")}
        </p>
      ) : (
        <OperationsTable
          caption={t("title")}
          columns={[
            { label: t("task") },
            { label: t("at"), isHiddenOnPhones: true },
            { label: t("attempts"), isNumber: true, isHiddenOnPhones: true },
            { label: t("reason") },
            { label: t("actions") },
          ]}
        >
          {jobs.map((job) => (
            <Row key={job.id} job={job} onChoose={(step) => setChosen({ job, step })} />
          ))}
        </OperationsTable>
      )}
      {chosen !== null && <JobDialog {...chosen} onClose={() => setChosen(null)} />}
    </OperationsSection>
  );
}

function Row({ job, onChoose }: { job: FailedJob; onChoose: (step: JobStep) => void }) {
  const t = useTranslations("operations.failed-jobs");
  const { nameTask, wordFailure } = useJobText();
  const name = nameTask(job.task);
  return (
    <tr>
      <th scope="row" className="py-1 whitespace-normal">
        {name}
      </th>
      <td className="max-sm:hidden">
        <Instant iso={job.at} />
      </td>
      <td className="num max-sm:hidden">{job.attempts}</td>
      <td className="max-w-[60ch] py-1 whitespace-normal">
        {job.state === "interrupted" ? t("interrupted") : wordFailure(job.failure)}
      </td>
      <td>
        <span className="flex gap-2 max-sm:flex-col">
          {STEPS.map((step) => (
            <Button
              key={step}
              size="small"
              aria-label={t(`${step}-one`, { name })}
              onClick={() => onChoose(step)}
            >
              {t(step)}
            </Button>
          ))}
        </span>
      </td>
    </tr>
  );
}
