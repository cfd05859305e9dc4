"use client";

/** Asks before a move that can't be undone in passing, and for the reason where one is wanted. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type MoveName, wantsText } from "@/lib/domain/workflow/workflow";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Textarea } from "../ui/input";

type MoveDialogProps = {
  /** Null while nothing is asked. */
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
  const wanted = wantsText(move);
  const ready = !wanted || text.trim() !== "";
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t(`ask.${move}.title`)}
      description={t(`ask.${move}.consequence`)}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            form="move"
            kind="do"
            disabled={!ready}
            working={working && t("working")}
          >
            {t(`verbs.${move}`)}
          </Button>
        </>
      }
    >
      <form
        id="move"
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !working) onMove(move, text.trim());
        }}
      >
        <Field label={t(wanted ? "reason" : "reason-optional")} error={problem}>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={20_000}
              required={wanted}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
