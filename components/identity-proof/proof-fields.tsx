"use client";

/** A proof of who is there: a passkey, or the password and a code where they have one. */
import { useTranslations } from "next-intl";
import { PASSWORD_CHARACTERS_MAX } from "@/lib/domain/password";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { CodeInput } from "../second-factor/code-input";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import type { Proof } from "./use-proof";

type ProofFieldsProps = { proof: Proof } & Pick<ProofWays, "byPasskey" | "needsCode">;

export function ProofFields({ proof, byPasskey, needsCode }: ProofFieldsProps) {
  const t = useTranslations("identity-proof");
  const { password, code, error, passkey } = proof;
  return (
    <>
      {byPasskey && (
        <Button
          className="justify-self-start"
          working={passkey.isPending && t("working")}
          onClick={passkey.use}
        >
          {t("use-passkey")}
        </Button>
      )}
      {passkey.isCancelled && <Notice kind="warn" title={t("passkey-cancelled")} />}
      <ProblemNotice error={passkey.error} />
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
