"use client";

/** Asks for a code of the authenticator app, or for a recovery code. */
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { CodeInput } from "./code-input";

export function CodeField({ error }: { error: string | null }) {
  const t = useTranslations("second-factor");
  return (
    <Field label={t("code")} hint={t("code-hint")} error={error}>
      {(props) => <CodeInput {...props} />}
    </Field>
  );
}
