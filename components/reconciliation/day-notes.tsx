"use client";

/**
 * Lists the notes of the day and its lines, and adds one. The typed text survives every failure.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { currentOf } from "@/lib/client/conflict";
import { isApiError } from "@/lib/client/http";
import { addNote, type DayKey } from "@/lib/client/reconciliations";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { LinePosition } from "@/lib/domain/keys";
import { Attachments } from "../explanation/attachments";
import { getNames, pickPosition } from "../explanation/explained-line";
import { useShortcuts } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select, Textarea } from "../ui/input";
import { useInstantText } from "../ui/instant";
import { newAttempt } from "@/lib/client/new-attempt";

type DayNotesProps = {
  day: DayDetail;
  dayKey: DayKey;
  /** A note may be about this selected line. */
  line: LinePosition | null;
  may: boolean;
  /** It receives the day as the server has it after the note, or after a conflict. */
  onSaved: (day: DayDetail) => void;
};

export function DayNotes({ day, dayKey, line, may, onSaved }: DayNotesProps) {
  const t = useTranslations("day.notes");
  const instant = useInstantText();
  const mayWrite = may && day.version > 0 && day.state !== "closed";
  return (
    <section aria-labelledby="day-notes" className="min-w-0">
      <h2 id="day-notes" className="pt-6 pb-2">
        {t("title")}
      </h2>
      <ol className="border-t border-rule-strong">
        {day.notes.map(({ id, text, author, createdAt, ...about }) => (
          <li key={id} className="border-b border-rule pt-2 pb-3">
            <p>
              <b>{author}</b>{" "}
              <time dateTime={createdAt} className="text-xs text-ink-3">
                {instant(createdAt, "short")}
              </time>
            </p>
            {about.tenderId !== null && (
              <p className="text-xs text-ink-2">{formatLineName(day, about as LinePosition)}</p>
            )}
            <p className="break-words whitespace-pre-wrap">{text}</p>
          </li>
        ))}
        {day.notes.length === 0 && <li className="py-2 text-ink-2">{t("none")}</li>}
      </ol>
      {day.version > 0 && (
        <Attachments {...{ day, dayKey, onSaved }} position={null} may={mayWrite} />
      )}
      {may && day.version > 0 && <NoteForm {...{ day, dayKey, line, onSaved }} />}
    </section>
  );
}

type NoteFormProps = Omit<DayNotesProps, "may">;

function NoteForm({ day, dayKey, line, onSaved }: NoteFormProps) {
  const t = useTranslations("day.notes");
  const [ofLine, setOfLine] = useState(false);
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);
  /**
   * The key stays the same until the note is stored, so that a request that is sent twice is stored
   * once.
   */
  const key = useRef<string | null>(null);
  const saving = useMutation({
    mutationFn: (note: string) => {
      key.current ??= newAttempt();
      const about = ofLine && line !== null ? pickPosition(line) : {};
      return addNote(dayKey, { version: day.version, text: note, ...about }, key.current);
    },
    onSuccess: (saved) => {
      key.current = null;
      setText("");
      onSaved(saved);
    },
    onError: (error) => {
      key.current = null;
      const current = currentOf<DayDetail>(error);
      if (current !== null) onSaved(current);
    },
  });
  useShortcuts({ n: () => form.current?.querySelector("textarea")?.focus() }, { scope: "day" });
  const problem = useProblemText(saving.error);
  const conflict = isApiError(saving.error) && saving.error.problem.code === "CONFLICT";
  const error = saving.error === null ? null : conflict ? t("conflict") : problem.sentence;
  const save = () => {
    if (text.trim() !== "" && !saving.isPending) saving.mutate(text.trim());
  };
  // Text that was typed before somebody closed the day stays on the screen, so that it can be
  // copied.
  if (day.state === "closed" && text === "") return null;
  return (
    <form
      ref={form}
      method="post"
      className="no-print mt-3 grid justify-items-start gap-2 max-sm:justify-items-stretch"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field label={t("add")} error={error} className="w-full">
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={20_000}
            value={text}
            onChange={({ target }) => setText(target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
              if (event.key === "Escape") event.currentTarget.blur();
            }}
          />
        )}
      </Field>
      {line !== null && (
        <Field label={t("about")} className="max-w-full">
          {(control) => (
            <Select
              {...control}
              value={ofLine ? "line" : "day"}
              onChange={({ target }) => setOfLine(target.value === "line")}
            >
              <option value="day">{t("whole-day")}</option>
              <option value="line">{formatLineName(day, line)}</option>
            </Select>
          )}
        </Field>
      )}
      <Button type="submit" disabled={text.trim() === ""} working={saving.isPending && t("saving")}>
        {t("save")}
      </Button>
    </form>
  );
}

function formatLineName(day: DayDetail, position: LinePosition): string {
  const { shift, till, tender } = getNames(day, position);
  return `${shift}, ${till}, ${tender}`;
}
