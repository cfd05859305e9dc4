"use client";

/** A proof of who is there: a passkey, or the password and a code where they have one. */
import { useTranslations } from "next-intl";
import type { ProofWays } from "@/lib/contracts/identity-proof";
import { ProblemNotice } from "../ui/problem-notice";
import { CodeField } from "./code-field";
import { OwnPasswordField } from "./own-password-field";
import { PasskeyButton } from "./passkey-button";
import type { Proof } from "./use-proof";

type ProofFieldsProps = { proof: Proof } & Pick<ProofWays, "byPasskey" | "needsCode">;

export function ProofFields({ proof, byPasskey, needsCode }: ProofFieldsProps) {
  const t = useTranslations("identity-proof");
  const { password, code, error, signing } = proof;
  return (
    <>
      {byPasskey && <PasskeyButton signing={signing} />}
      <OwnPasswordField fault={password} />
      {needsCode && <CodeField hint={t("code-hint")} fault={code} />}
      <ProblemNotice error={error} />
    </>
  );
}
