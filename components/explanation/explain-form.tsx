"use client";

/** Explains why a line differs, or why it need not be counted: by a reason, and a text. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { reasonsQuery } from "@/lib/client/reasons";
import type { Verdict } from "@/lib/domain/line";
import { OTHER, listOfferedReasons } from "@/lib/domain/workflow/reason-list";
import { useReasonText } from "../reason/use-reason-text";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Select, Textarea } from "../ui/input";

/** This is typed but not saved; it is stored while the reader looks at other lines. */
export type Draft = { reason: string; text: string };

type ExplainFormProps = {
  /** With an id, the page has the button that sends the form, unless it changes an explanation. */
  id?: string | undefined;
  verdict: Verdict;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onExplain: (draft: Draft) => void;
  /** Closes the form and leaves the latest explanation unchanged; null when there is none. */
  onCancel: (() => void) | null;
  problem: string | null;
  working: boolean;
  first: RefObject<HTMLSelectElement | null>;
};

const TEXT_MAX = 20_000;

export function ExplainForm(props: ExplainFormProps) {
  const { verdict, draft, onDraft, onExplain, onCancel, problem, working, first } = props;
  const t = useTranslations("explanation");
  const reasonText = useReasonText();
  const { data } = useQuery(reasonsQuery());
  const [missing, setMissing] = useState<"reason" | "text" | null>(null);
  const offered = listOfferedReasons(data?.reasons ?? [], verdict);
  const change = (part: Partial<Draft>) => {
    setMissing(null);
    onDraft({ ...draft, ...part });
  };
  const submit = () => {
    const text = draft.text.trim();
    const isKnown = offered.some(({ code }) => code === draft.reason);
    const lacks = !isKnown ? "reason" : draft.reason === OTHER && text === "" ? "text" : null;
    setMissing(lacks);
    if (lacks === "reason") first.current?.focus();
    if (lacks === null && !working) onExplain({ reason: draft.reason, text });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
    if (event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <form
      id={props.id}
      method="post"
      noValidate
      className="no-print grid justify-items-start gap-3 max-sm:justify-items-stretch"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label={t("form.reason")}
        error={missing === "reason" ? t("refusals.unknown-reason") : null}
        className="w-full"
      >
        {(control) => (
          <Select
            {...control}
            ref={first}
            value={offered.some(({ code }) => code === draft.reason) ? draft.reason : ""}
            onChange={({ target }) => change({ reason: target.value })}
            onKeyDown={onKeyDown}
          >
            <option value="">{t("form.choose")}</option>
            {offered.map(({ code }) => (
              <option key={code} value={code}>
                {reasonText(code)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t("form.text")}
        hint={draft.reason === OTHER ? t("form.text-needed") : null}
        error={missing === "text" ? t("refusals.text-missing") : problem}
        className="w-full"
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={TEXT_MAX}
            value={draft.text}
            onChange={({ target }) => change({ text: target.value })}
            onKeyDown={onKeyDown}
          />
        )}
      </Field>
      {(props.id === undefined || onCancel !== null) && (
        <p className="flex flex-wrap gap-2 max-sm:grid">
          <Button type="submit" kind="do" working={working && t("form.saving")}>
            {t(verdict === "uncounted" ? "form.waive" : "form.explain")}
          </Button>
          {onCancel !== null && <Button onClick={onCancel}>{t("form.cancel")}</Button>}
        </p>
      )}
    </form>
  );
}
