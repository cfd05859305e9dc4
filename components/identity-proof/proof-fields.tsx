"use client";

/** The fields of a proof of who is there: the password, and a code where they have one. */
import { useTranslations } from "next-intl";
import { PASSWORD_CHARACTERS_MAX } from "@/lib/domain/password";
import { CodeInput } from "../second-factor/code-input";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import type { Proof } from "./use-proof";

export function ProofFields({ proof, needsCode }: { proof: Proof; needsCode: boolean }) {
  const t = useTranslations("identity-proof");
  const { password, code, error } = proof;
  return (
    <>
      <Field label={t("password")} error={password === null ? null : t(`password-${password}`)}>
        {(props) => (
          <Input
            {...props}
            type="password"
            name="password"
            autoComplete="current-password"
            maxLength={PASSWORD_CHARACTERS_MAX}
          />
        )}
      </Field>
      {needsCode && (
        <Field
          label={t("code")}
          hint={t("code-hint")}
          error={code === null ? null : t(`code-${code}`)}
        >
          {(props) => <CodeInput {...props} />}
        </Field>
      )}
      <ProblemNotice error={error} />
    </>
  );
}
