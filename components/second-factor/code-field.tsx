"use client";

/** The field for a code; the hint says of which kind. */
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { CodeInput } from "./code-input";

export function CodeField({ hint, error }: { hint: string; error: string | null }) {
  const t = useTranslations("second-factor");
  return (
    <Field label={t("code")} hint={hint} error={error}>
      {(props) => <CodeInput {...props} />}
    </Field>
  );
}
