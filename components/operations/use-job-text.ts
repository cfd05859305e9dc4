/** Words the name of a task and why it failed. */
import { useTranslations } from "next-intl";
import type { TaskRow } from "@/lib/contracts/operations";

export function useJobText() {
  const t = useTranslations("operations");
  return {
    /** One of another version has no words. */
    nameTask: (task: string) => {
      const key = `tasks.${task}` as "tasks.sync";
      return t.has(key) ? t(key) : task;
    },
    wordFailure: (failure: TaskRow["failure"]) => {
      if (failure === null) return t("failures.none");
      const text = t(`failures.${failure.kind}`);
      return failure.detail === "" ? text : `${text} (${failure.detail})`;
    },
  };
}
