"use client";

/** Confirms with a passkey, and says below what went wrong. */
import { useTranslations } from "next-intl";
import { findPasskeyFailure } from "@/lib/client/passkeys";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";

/** The request with what the passkey has signed. */
export type Signing = { mutate: () => void; isPending: boolean; error: Error | null };

export function PasskeyButton({ signing }: { signing: Signing }) {
  const t = useTranslations("identity-proof");
  const isCancelled = findPasskeyFailure(signing.error) !== null;
  return (
    <>
      <Button
        className="justify-self-start"
        working={signing.isPending && t("working")}
        onClick={() => signing.mutate()}
      >
        {t("use-passkey")}
      </Button>
      {isCancelled && <Notice kind="warn" title={t("passkey-cancelled")} />}
      <ProblemNotice error={isCancelled ? null : signing.error} />
    </>
  );
}
