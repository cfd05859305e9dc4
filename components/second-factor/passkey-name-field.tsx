"use client";

/** The name by which the person knows the passkey again. */
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type PasskeyNameFieldProps = { isMissing: boolean; name?: string };

export function PasskeyNameField({ isMissing, name = "" }: PasskeyNameFieldProps) {
  const t = useTranslations("second-factor");
  return (
    <Field
      label={t("passkey-name")}
      hint={t("passkey-name-hint")}
      error={isMissing ? t("passkey-name-missing") : null}
    >
      {(props) => (
        <Input {...props} name="name" defaultValue={name} maxLength={60} autoComplete="off" />
      )}
    </Field>
  );
}
