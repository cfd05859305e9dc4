"use client";

/** Shows who has the line until when; who may assign it chooses both. */
import { useMutation } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { isApiError } from "@/lib/client/http";
import { assignLine } from "@/lib/client/threads";
import type { LineAddress, Thread } from "@/lib/contracts/thread";
import { addDays } from "@/lib/domain/business-date";
import { formatBusinessDate } from "@/lib/domain/format";
import { ASSIGNMENT_REFUSALS } from "@/lib/domain/thread/assignment";
import { Button } from "../ui/button";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Select } from "../ui/input";
import { useRefusalSentence } from "../ui/use-refusal-sentence";
import { newAttempt } from "@/lib/client/new-attempt";

/** A line that is given to somebody is due the day after tomorrow, unless another day is chosen. */
const USUAL_DAYS = 2;

type AssignmentFormProps = {
  line: LineAddress;
  thread: Thread;
  onSaved: (thread: Thread) => void;
  /** Somebody else was faster: the thread must be read again. */
  onConflict: () => void;
};

export function AssignmentForm(props: AssignmentFormProps) {
  const { thread } = props;
  const { assignment } = thread;
  const isOpen = thread.state === "open" && assignment?.done !== true;
  if (thread.may.assign && isOpen && needsSomebody(thread)) return <EditableForm {...props} />;
  if (assignment === null || assignment.assignee === null) return null;
  return <Assigned assignment={assignment} />;
}

/** A line that matches is given to nobody, though one that was given before may be taken back. */
function needsSomebody({ verdict, assignment }: Thread): boolean {
  const isSettled = verdict === "matched" || verdict === "within-tolerance";
  return !isSettled || (assignment?.assignee ?? null) !== null;
}

type Assignment = NonNullable<Thread["assignment"]>;

function Assigned({ assignment }: { assignment: Assignment }) {
  const t = useTranslations("thread.assignment");
  const language = useLocale();
  const { assignee, dueOn, done, overdue } = assignment;
  const due = dueOn === null ? "" : formatBusinessDate(dueOn, language, "short");
  return (
    <p>
      {t(done ? "was-assigned" : "assigned", { name: assignee?.name ?? "", due })}
      {overdue && <Overdue />}
    </p>
  );
}

function Overdue() {
  const t = useTranslations("thread.assignment");
  return (
    <span className="flex items-center gap-1 font-semibold text-uncounted">
      <Icon name="history" className="size-3.5" />
      {t("overdue")}
    </span>
  );
}

function EditableForm({ line, thread, onSaved, onConflict }: AssignmentFormProps) {
  const t = useTranslations("thread.assignment");
  const { assignment, people, today } = thread;
  const current = assignment?.assignee?.id ?? "";
  const [assigneeId, setAssigneeId] = useState(current);
  const [dueOn, setDueOn] = useState(assignment?.dueOn ?? addDays(today, USUAL_DAYS));
  const saving = useMutation({
    mutationFn: () => {
      const { centreId, date, ...position } = line;
      const to = assigneeId === "" ? null : assigneeId;
      const body = { ...position, version: assignment?.version ?? 0, assigneeId: to };
      const due = to === null ? null : dueOn;
      return assignLine({ centreId, date }, { ...body, dueOn: due }, newAttempt());
    },
    onSuccess: onSaved,
    onError: (error) => {
      if (isApiError(error) && error.problem.code === "CONFLICT") onConflict();
    },
  });
  const why = useRefusalSentence(saving.error, {
    reasons: ASSIGNMENT_REFUSALS,
    text: (reason) => t(`refusals.${reason}`),
  });
  const isChanged = assigneeId !== current || (current !== "" && dueOn !== assignment?.dueOn);
  return (
    <form
      method="post"
      className="no-print grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && !saving.isPending) saving.mutate();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("assignee")} className="min-w-0">
          {(control) => (
            <Select
              {...control}
              value={assigneeId}
              onChange={({ target }) => setAssigneeId(target.value)}
            >
              <option value="">{t("nobody")}</option>
              {people
                .filter(({ assignable }) => assignable)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </Select>
          )}
        </Field>
        <Field label={t("due")} className="min-w-0">
          {(control) => (
            <DateInput
              {...control}
              min={today}
              disabled={assigneeId === ""}
              value={assigneeId === "" ? "" : dueOn}
              onChange={setDueOn}
            />
          )}
        </Field>
      </div>
      {assignment?.overdue === true && <Overdue />}
      {why !== null && (
        <p role="alert" className="flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {why}
        </p>
      )}
      {isChanged && (
        <Button
          type="submit"
          className="justify-self-start"
          working={saving.isPending && t("saving")}
        >
          {t(assigneeId === "" ? "take-back" : "assign")}
        </Button>
      )}
    </form>
  );
}
