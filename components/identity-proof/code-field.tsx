"use client";

/** The field for a code; the hint says of which kind. */
import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { CodeInput } from "./code-input";
import type { Fault } from "./fault";

export function CodeField({ hint, fault }: { hint: string; fault: Fault }) {
  const t = useTranslations("identity-proof");
  return (
    <Field label={t("code")} hint={hint} error={fault === null ? null : t(`code-${fault}`)}>
      {(props) => <CodeInput {...props} />}
    </Field>
  );
}
