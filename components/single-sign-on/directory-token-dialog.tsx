"use client";

/** Creates a token for a directory, and shows it once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createDirectoryToken, directoryTokensQuery } from "@/lib/client/directory-tokens";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { OneTimeSecretDialog } from "../user/shown-once";

export function DirectoryTokenDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("single-sign-on.directory");
  const queryClient = useQueryClient();
  const [isNameMissing, setIsNameMissing] = useState(false);
  const create = useMutation({
    mutationFn: createDirectoryToken,
    onSuccess: () => queryClient.invalidateQueries(directoryTokensQuery()),
  });
  if (create.isSuccess) {
    const { token, isWaiting } = create.data;
    return (
      <OneTimeSecretDialog
        title={t("created-title")}
        description={[t("created-hint"), ...(isWaiting ? [t("created-waiting")] : [])].join(" ")}
        label={t("token")}
        text={token}
        closeLabel={t("done")}
        onClose={onClose}
      />
    );
  }
  const submit = (fields: FormData) => {
    const name = readField(fields, "name").trim();
    setIsNameMissing(name === "");
    if (name !== "") create.mutate({ name });
  };
  return (
    <FormDialog
      title={t("add-title")}
      description={t("add-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("add")}
      working={create.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field
        label={t("name")}
        hint={t("name-hint")}
        error={isNameMissing ? t("name-missing") : null}
      >
        {(props) => <Input {...props} name="name" maxLength={80} autoComplete="off" />}
      </Field>
      <ProblemNotice error={create.error} />
    </FormDialog>
  );
}
