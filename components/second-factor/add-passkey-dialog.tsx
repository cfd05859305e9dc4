"use client";

/** Adds a passkey: a name and the password, and then the browser makes it. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { addPasskey, findPasskeyFailure } from "@/lib/client/passkeys";
import { findRefusal } from "@/lib/client/refusal";
import { faultOf } from "../identity-proof/fault";
import { OwnPasswordField } from "../identity-proof/own-password-field";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { PasskeyNameField } from "./passkey-name-field";

type AddPasskeyDialogProps = {
  onClose: () => void;
  /** There are no codes unless it is the first factor. */
  onDone: (name: string, codes: string[]) => Promise<void>;
};

export function AddPasskeyDialog({ onClose, onDone }: AddPasskeyDialogProps) {
  const t = useTranslations("second-factor");
  const [missing, setMissing] = useState({ name: false, password: false });
  const adding = useMutation({
    mutationFn: addPasskey,
    onSuccess: ({ codes }, { name }) => onDone(name, codes),
  });
  const isWrong = findRefusal(adding.error, ["password-wrong"] as const) !== null;
  const failure = findPasskeyFailure(adding.error);
  const submit = (fields: FormData) => {
    const name = readField(fields, "name").trim();
    const password = readField(fields, "password");
    setMissing({ name: name === "", password: password === "" });
    adding.reset();
    if (name !== "" && password !== "") adding.mutate({ name, password });
  };
  return (
    <FormDialog
      title={t("passkey-add-title")}
      description={t("passkey-add-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("continue")}
      working={adding.isPending && t("working")}
      onClose={onClose}
      onSubmit={submit}
    >
      <PasskeyNameField isMissing={missing.name} />
      <OwnPasswordField fault={faultOf(missing.password, isWrong)} />
      {failure !== null && <Notice kind="warn" title={t(`passkey-${failure}`)} />}
      <ProblemNotice error={isWrong || failure !== null ? null : adding.error} />
    </FormDialog>
  );
}
