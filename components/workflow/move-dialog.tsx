"use client";

/** Confirms a move that is hard to undo, and asks for its reason where one is required. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type MoveName, wantsText } from "@/lib/domain/workflow/workflow";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Textarea } from "../ui/input";

type MoveDialogProps = {
  /** It is null while the dialog is closed. */
  move: MoveName | null;
  problem: string | null;
  working: boolean;
  onClose: () => void;
  onMove: (move: MoveName, text: string) => void;
};

export function MoveDialog({ move, problem, working, onClose, onMove }: MoveDialogProps) {
  const t = useTranslations("workflow");
  const [text, setText] = useState("");
  if (move === null) return null;
  const isRequired = wantsText(move);
  const isReady = !isRequired || text.trim() !== "";
  return (
    <FormDialog
      title={t(`ask.${move}.title`)}
      description={t(`ask.${move}.consequence`)}
      cancelLabel={t("cancel")}
      submitLabel={t(`verbs.${move}`)}
      disabled={!isReady}
      working={working && t("working")}
      onClose={onClose}
      onSubmit={() => isReady && !working && onMove(move, text.trim())}
    >
      <Field label={t(isRequired ? "reason" : "reason-optional")} error={problem}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            maxLength={20_000}
            required={isRequired}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
