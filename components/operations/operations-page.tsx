"use client";

/** Shows how the installation is, what needs somebody first, and renews itself. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { operationsQuery } from "@/lib/client/operations";
import type { Operations } from "@/lib/contracts/operations";
import { LogReceivers } from "../security/log-receivers";
import { ErrorState } from "../ui/error-state";
import { Icon } from "../ui/icon";
import { Instant, useInstantText } from "../ui/instant";
import { Notice } from "../ui/notice";
import { FailedJobs } from "./failed-jobs";
import { InstanceTable } from "./instance-table";
import { LastBackup } from "./last-backup";
import { PassTable } from "./pass-table";
import { StoredFiles } from "./stored-files";
import { StorageTables } from "./storage-tables";
import { TaskTable } from "./task-table";

export function OperationsPage() {
  const t = useTranslations("operations");
  const instant = useInstantText();
  const { data, error, refetch } = useQuery(operationsQuery());
  if (data === undefined) {
    return error === null ? null : <ErrorState error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className="grid gap-8 pb-10">
      {error !== null && (
        <Notice kind="warn" title={t("stale")}>
          {t("stale-hint", { at: instant(data.at, "short") })}
        </Notice>
      )}
      <Warnings data={data} />
      <InstanceTable instances={data.instances} database={data.database} />
      <FailedJobs jobs={data.failedJobs} />
      <TaskTable tasks={data.tasks} />
      <PassTable passes={data.passes} upstream={data.upstream} />
      <LogReceivers receivers={data.receivers} />
      <StorageTables storage={data.storage} />
      <StoredFiles check={data.files} />
      <LastBackup backup={data.backup} log={data.backupLog} />
    </div>
  );
}

function Warnings({ data: { warnings, at } }: { data: Operations }) {
  const t = useTranslations("operations");
  return (
    <section aria-labelledby="attention" className="grid gap-2 px-edge pt-4">
      <h2 id="attention">{t("attention")}</h2>
      <div role="status">
        {warnings.length === 0 ? (
          <p className="flex items-start gap-2">
            <Icon name="check" className="mt-0.5 size-4 text-matched" />
            {t("nothing")}
          </p>
        ) : (
          <ul className="grid max-w-[80ch] gap-3">
            {warnings.map((warning) => (
              <li key={warning} className="flex items-start gap-2">
                <Icon name="warn" className="mt-0.5 size-4 text-uncounted" />
                <div>
                  <b>{t(`warnings.${warning}`)}</b>
                  <p className="text-ink-2">{t(`advice.${warning}`)}</p>
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="text-sm text-ink-3">
        {t("read-at")} <Instant iso={at} />
      </p>
    </section>
  );
}
