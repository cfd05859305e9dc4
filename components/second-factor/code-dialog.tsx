"use client";

/** Asks for a code before the second factor is changed. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { findRefusal } from "@/lib/client/refusal";
import { FormDialog } from "../ui/form-dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { CODE_CHARACTERS_MIN } from "./code-characters";
import { CodeField } from "./code-field";

type CodeDialogProps = {
  title: string;
  description: string;
  submitLabel: string;
  send: (code: string) => Promise<void>;
  onClose: () => void;
};

export function CodeDialog({ title, description, submitLabel, send, onClose }: CodeDialogProps) {
  const t = useTranslations("second-factor");
  const [isShort, setIsShort] = useState(false);
  const sending = useMutation({ mutationFn: send });
  const isWrong = findRefusal(sending.error, ["code-wrong"] as const) !== null;
  const submit = (fields: FormData) => {
    const code = readField(fields, "code").trim();
    setIsShort(code.length < CODE_CHARACTERS_MIN);
    sending.reset();
    if (code.length >= CODE_CHARACTERS_MIN) sending.mutate(code);
  };
  return (
    <FormDialog
      title={title}
      description={description}
      cancelLabel={t("cancel")}
      submitLabel={submitLabel}
      working={sending.isPending && t("working")}
      onClose={onClose}
      onSubmit={submit}
    >
      <CodeField
        hint={t("code-hint")}
        error={isShort ? t("code-missing") : isWrong ? t("code-wrong") : null}
      />
      <ProblemNotice error={isWrong ? null : sending.error} />
    </FormDialog>
  );
}
