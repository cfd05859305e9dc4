"use client";

/** Asks for the reason of a move that requires one: a reopening, or the acceptance of a change. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { UndoableMove } from "@/lib/domain/workflow/undo";
import type { MoveName } from "@/lib/domain/workflow/workflow";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Textarea } from "../ui/input";

export type ReasonedMove = Exclude<MoveName, UndoableMove>;

type MoveDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** It is null while the dialog is closed. */
  move: ReasonedMove | null;
  problem: string | null;
  working: boolean;
  onMove: (move: ReasonedMove, text: string) => void;
};

export function MoveDialog(props: MoveDialogProps) {
  const { move, problem, working, onOpenChange, onMove } = props;
  const t = useTranslations("workflow");
  const [text, setText] = useState("");
  if (move === null) return null;
  const isReady = text.trim() !== "";
  return (
    <FormDialog
      title={t(`ask.${move}.title`)}
      description={t(`ask.${move}.consequence`)}
      cancelLabel={t("cancel")}
      submitLabel={t(`verbs.${move}`)}
      disabled={!isReady}
      working={working && t("working")}
      onClose={() => onOpenChange(false)}
      onSubmit={() => isReady && !working && onMove(move, text.trim())}
    >
      <Field label={t("reason")} error={problem}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={20_000}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
