"use client";

/** Asks for the password of whoever is signed in. */
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { CurrentPasswordInput } from "./current-password-input";
import type { Fault } from "./fault";

export function OwnPasswordField({ fault }: { fault: Fault }) {
  const t = useTranslations("identity-proof");
  return (
    <Field label={t("password")} error={fault === null ? null : t(`password-${fault}`)}>
      {(props) => <CurrentPasswordInput {...props} />}
    </Field>
  );
}
