"use client";

/** Asks for a code or a passkey before a second factor is changed. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { confirmWithPasskey } from "@/lib/client/passkeys";
import { findRefusal } from "@/lib/client/refusal";
import type { SecondFactor, SecondFactorProof } from "@/lib/contracts/second-factor";
import { CODE_CHARACTERS_MIN } from "../identity-proof/code-characters";
import { CodeField } from "../identity-proof/code-field";
import { faultOf } from "../identity-proof/fault";
import { PasskeyButton } from "../identity-proof/passkey-button";
import { FormDialog } from "../ui/form-dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";

type ProofDialogProps = {
  title: string;
  description: string;
  submitLabel: string;
  factor: SecondFactor;
  send: (proof: SecondFactorProof) => Promise<void>;
  onClose: () => void;
};

export function ProofDialog(props: ProofDialogProps) {
  const { title, description, submitLabel, factor, send, onClose } = props;
  const t = useTranslations("second-factor");
  const [isShort, setIsShort] = useState(false);
  const sending = useMutation({ mutationFn: send });
  const signing = useMutation({
    mutationFn: async () => send({ assertion: await confirmWithPasskey("confirmation") }),
  });
  const isWrong = findRefusal(sending.error, ["code-wrong"] as const) !== null;
  const submit = (fields: FormData) => {
    const code = readField(fields, "code").trim();
    setIsShort(code.length < CODE_CHARACTERS_MIN);
    sending.reset();
    if (code.length >= CODE_CHARACTERS_MIN) sending.mutate({ code });
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
      {factor.passkeys.length > 0 && factor.offersPasskeys && <PasskeyButton signing={signing} />}
      <CodeField
        hint={t(factor.since === null ? "recovery-code-hint" : "code-hint")}
        fault={faultOf(isShort, isWrong)}
      />
      <ProblemNotice error={isWrong ? null : sending.error} />
    </FormDialog>
  );
}
