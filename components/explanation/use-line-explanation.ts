"use client";

/**
 * Holds the state of explaining one line: its latest explanation, its likely causes, whether the
 * form is open, and what the user can do. E opens the form or sends it, and C accepts the first of
 * the likely causes.
 */
import { useEffect, useRef, useState } from "react";
import type { DayKey } from "@/lib/client/reconciliations";
import type { CauseView } from "@/lib/contracts/explanation";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { isSamePosition } from "@/lib/domain/keys";
import { useShortcuts } from "../shell/shortcuts";
import type { Draft } from "./explain-form";
import type { ExplainedLine } from "./explained-line";
import { findMirrorLine } from "./mirror-choice";
import { type ExplanationInput, useExplain } from "./use-explain";

export type LineExplanationProps = {
  day: DayDetail;
  dayKey: DayKey;
  line: ExplainedLine;
  may: boolean;
  /** This is the input for this line, which the page stores while another line is selected. */
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onSaved: (day: DayDetail) => void;
  /** The line has been explained; it is not called when an explanation is withdrawn. */
  onExplained?: (() => void) | undefined;
  /** The form has this id when the page has its button elsewhere. */
  formId?: string | undefined;
  /** It is false while the reader has moved on to a line that is not shown yet. */
  isCurrent?: (() => boolean) | undefined;
};

const EMPTY: Draft = { reason: "", text: "" };

export function useLineExplanation(props: LineExplanationProps) {
  const { day, dayKey, line, draft, onDraft, onSaved, onExplained, isCurrent } = props;
  const reasonField = useRef<HTMLSelectElement>(null);
  const [isEditing, setIsEditing] = useState(false);
  const [withMirror, setWithMirror] = useState(true);
  const { explaining, problem } = useExplain({ day, dayKey, line, onSaved });
  const latest = day.explanations.find((one) => isSamePosition(one, line)) ?? null;
  const current = latest?.holds === true ? latest : null;
  const causes = day.causes.find((one) => isSamePosition(one, line))?.causes ?? null;
  const mayExplain = props.may && day.state === "open" && line.verdict !== "matched";
  const isRequired = line.verdict !== "within-tolerance" && line.verdict !== "matched";
  const reset = () => {
    onDraft(EMPTY);
    setIsEditing(false);
  };
  const save = (input: ExplanationInput) =>
    explaining.mutate(input, {
      onSuccess: () => {
        reset();
        if (input.kind !== "withdrawn") onExplained?.();
      },
    });
  const accept = (cause: CauseView) => {
    if (!mayExplain || explaining.isPending) return;
    const mirror = withMirror ? findMirrorLine(day, line, cause) : undefined;
    save({
      reason: cause.reason,
      text: draft.text.trim(),
      cause: cause.kind,
      ...(mirror === undefined ? {} : { mirror }),
    });
  };
  const edit = () => {
    if (!mayExplain) return;
    if (current !== null && draft.reason === "") {
      onDraft({ reason: current.reason, text: current.text });
    }
    reasonField.current?.focus();
    setIsEditing(true);
  };
  /** It opens the form; once a reason is chosen there, it explains the line. */
  const editOrSave = () => {
    const form = reasonField.current?.form ?? null;
    if (form === null || draft.reason === "") edit();
    else form.requestSubmit();
  };
  const acts = () => isCurrent?.() !== false;
  useShortcuts(
    {
      e: () => acts() && editOrSave(),
      c: () => {
        const best = causes?.[0];
        if (best !== undefined && acts()) accept(best);
      },
    },
    { scope: "day" },
  );
  // `edit` can only focus a form that is open already; this focuses one that it has opened.
  useEffect(() => {
    if (isEditing) reasonField.current?.focus();
  }, [isEditing]);
  return {
    latest,
    current,
    causes,
    mayExplain,
    isRequired,
    isEditing,
    withMirror,
    setWithMirror,
    showsForm: mayExplain && (isEditing || (current === null && isRequired)),
    /** This is the explanation that is being saved. */
    pending: explaining.isPending ? explaining.variables : null,
    problem,
    reasonField,
    save,
    accept,
    edit,
    reset,
  };
}
