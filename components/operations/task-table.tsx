"use client";

/** Lists the work in the background by its task: what waits and runs, and what came of the last. */
import { useTranslations } from "next-intl";
import type { TaskRow } from "@/lib/contracts/operations";
import { Instant, useInstantText } from "../ui/instant";
import { OperationsSection, OperationsTable } from "./operations-section";
import { useJobText } from "./use-job-text";

const COUNTS = ["running", "waiting", "retrying", "failed"] as const;

export function TaskTable({ tasks }: { tasks: readonly TaskRow[] }) {
  const t = useTranslations("operations.jobs");
  return (
    <OperationsSection title={t("title")} about={<p>{t("about")}</p>}>
      {tasks.length === 0 ? (
        <p className="border-t border-rule px-edge py-3 text-ink-2">{t("none")}</p>
      ) : (
        <OperationsTable
          caption={t("title")}
          columns={[
            { label: t("task") },
            { label: t("now") },
            { label: t("last-done") },
            { label: t("problem"), isHiddenOnPhones: true },
          ]}
        >
          {tasks.map((task) => (
            <Row key={task.task} row={task} />
          ))}
        </OperationsTable>
      )}
    </OperationsSection>
  );
}

function Row({ row }: { row: TaskRow }) {
  const t = useTranslations("operations.jobs");
  const instant = useInstantText();
  const { nameTask, wordFailure } = useJobText();
  const now = COUNTS.filter((count) => row[count] > 0).map((count) =>
    t(`counts.${count}`, { count: row[count] }),
  );
  const problem =
    row.failingSince === null
      ? ""
      : t("failing", {
          since: instant(row.failingSince, "short"),
          count: row.failures,
          reason: wordFailure(row.failure),
        });
  return (
    <tr>
      <th scope="row" className="py-1 whitespace-normal">
        {nameTask(row.task)}
        {problem !== "" && (
          <span className="block text-xs font-normal text-uncounted sm:hidden">{problem}</span>
        )}
      </th>
      <td>{now.length === 0 ? <span className="text-ink-3">{t("idle")}</span> : now.join(", ")}</td>
      <td>
        {row.doneAt === null ? (
          <span className="text-ink-3">{t("not-yet")}</span>
        ) : (
          <Instant iso={row.doneAt} />
        )}
      </td>
      <td className="max-w-[60ch] py-1 whitespace-normal text-uncounted max-sm:hidden">
        {problem}
      </td>
    </tr>
  );
}
