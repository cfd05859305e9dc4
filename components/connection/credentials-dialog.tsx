"use client";

/**
 * Asks for credentials of Cashrec. What is stored is not shown: an empty field keeps it. They are
 * tried with one centre and day before they replace anything.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { changeCredentials } from "@/lib/client/connection";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { CredentialsStatus } from "@/lib/contracts/cashrec-credentials";
import { Checkbox } from "../ui/checkbox";
import { DateInput } from "../ui/date-input";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";

const FIELDS = [
  { name: "apiUrl", label: "api-address", type: "url" },
  { name: "tokenUrl", label: "token-address", type: "url" },
  { name: "username", label: "user", type: "text" },
  { name: "password", label: "password", type: "password" },
  { name: "clientId", label: "client-id", type: "text" },
  { name: "clientSecret", label: "client-secret", type: "password" },
] as const;
type FieldName = (typeof FIELDS)[number]["name"];

type CredentialsDialogProps = {
  status: CredentialsStatus;
  centreId: string;
  businessDate: string;
  onChanged: () => Promise<void>;
  onClose: () => void;
};

export function CredentialsDialog({
  status,
  onChanged,
  onClose,
  ...asked
}: CredentialsDialogProps) {
  const t = useTranslations("credentials");
  const [date, setDate] = useState(asked.businessDate);
  const [storeUnchecked, setStoreUnchecked] = useState(false);
  const save = useMutation({
    mutationFn: changeCredentials,
    onSuccess: async () => {
      await onChanged();
      onClose();
    },
  });
  const wrong = wrongFieldsOf(save.error);
  const submit = (form: FormData) =>
    save.mutate({
      ...readCredentials(form),
      version: status.version,
      probe: { centreId: readField(form, "centreId"), businessDate: date },
      storeUnchecked,
    });
  const faultOf = ({ name, type }: (typeof FIELDS)[number]) => {
    const fault = findFault(wrong.has(name), save.variables?.[name] ?? "");
    if (fault === null) return null;
    return t(
      fault === "missing" ? "field-missing" : type === "url" ? "address-wrong" : "text-wrong",
    );
  };
  return (
    <FormDialog
      wide
      title={t(status.stored === "none" ? "enter" : "change")}
      description={t(status.stored === "readable" ? "change-hint" : "enter-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("submit")}
      working={save.isPending && t("trying")}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        {FIELDS.map((field) => (
          <Field key={field.name} label={t(field.label)} error={faultOf(field)}>
            {(props) => (
              <Input
                {...props}
                name={field.name}
                type={field.type}
                maxLength={2_000}
                autoComplete={field.type === "password" ? "new-password" : "off"}
                spellCheck={false}
              />
            )}
          </Field>
        ))}
      </div>
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-2 text-sm font-semibold">{t("test")}</legend>
        <Field label={t("centre")} error={wrong.has("probe") ? t("centre-wrong") : null}>
          {(props) => (
            <Input
              {...props}
              name="centreId"
              defaultValue={asked.centreId}
              maxLength={64}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t("date")}>
          {(props) => <DateInput {...props} name="businessDate" value={date} onChange={setDate} />}
        </Field>
      </fieldset>
      <ProblemNotice error={wrong.size === 0 ? save.error : null} />
      {save.isError && wrong.size === 0 && (
        <Checkbox
          checked={storeUnchecked}
          onCheckedChange={setStoreUnchecked}
          label={t("store-anyway")}
        />
      )}
    </FormDialog>
  );
}

/** An empty field keeps what is stored; passwords may begin or end with a space. */
function readCredentials(form: FormData) {
  const given = (name: FieldName) => readField(form, name).trim() || null;
  return {
    apiUrl: given("apiUrl"),
    tokenUrl: given("tokenUrl"),
    username: given("username"),
    password: readField(form, "password") || null,
    clientId: given("clientId"),
    clientSecret: readField(form, "clientSecret") || null,
  };
}
