"use client";

/** Renames a passkey, or leads to its removal. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { renamePasskey } from "@/lib/client/passkeys";
import type { PasskeyRow } from "@/lib/contracts/passkey";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { PasskeyNameField } from "./passkey-name-field";

type PasskeyDialogProps = {
  passkey: PasskeyRow;
  /** Their roles take a second factor, and this is the only one. */
  isLastRequired: boolean;
  onRemove: () => void;
  onClose: () => void;
  onDone: () => Promise<void>;
};

export function PasskeyDialog(props: PasskeyDialogProps) {
  const { passkey, isLastRequired, onRemove, onClose, onDone } = props;
  const t = useTranslations("second-factor");
  const [isMissing, setIsMissing] = useState(false);
  const renaming = useMutation({ mutationFn: renamePasskey, onSuccess: onDone });
  const submit = (fields: FormData) => {
    const name = readField(fields, "name").trim();
    setIsMissing(name === "");
    if (name !== "") renaming.mutate({ id: passkey.id, name });
  };
  return (
    <FormDialog
      title={passkey.name}
      cancelLabel={t("cancel")}
      submitLabel={t("passkey-save")}
      working={renaming.isPending && t("working")}
      onClose={onClose}
      onSubmit={submit}
    >
      <PasskeyNameField isMissing={isMissing} name={passkey.name} />
      {isLastRequired ? (
        <p className="text-sm text-ink-2">{t("required-last")}</p>
      ) : (
        <Button className="justify-self-start" onClick={onRemove}>
          {t("passkey-remove")}
        </Button>
      )}
      <ProblemNotice error={renaming.error} />
    </FormDialog>
  );
}
