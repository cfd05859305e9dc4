"use client";

/**
 * Signs in with a passkey: the browser asks for it, and a plain form sends what it signed, so that
 * the response is a redirect as for every other way to sign in.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { findPasskeyFailure, signInWithPasskey } from "@/lib/client/passkeys";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useHydrated } from "../ui/use-hydrated";

type PasskeyFormProps = {
  csrfToken: string;
  next: string;
  /** The first step, in which the passkey is enough, or the second one, after the password. */
  step: "first" | "second";
};

const ACTIONS = { first: "/api/auth/callback/passkey", second: "/api/auth/second-step" };

export function PasskeyForm({ csrfToken, next, step }: PasskeyFormProps) {
  const t = useTranslations("sign-in.passkey");
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const isHydrated = useHydrated();
  const signing = useMutation({
    mutationFn: signInWithPasskey,
    onSuccess: (assertion) => {
      if (field.current === null) return;
      field.current.value = JSON.stringify(assertion);
      form.current?.submit();
    },
  });
  const isCancelled = findPasskeyFailure(signing.error) !== null;
  return (
    <form ref={form} method="post" action={ACTIONS[step]} className="grid gap-4">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
      <input ref={field} type="hidden" name="assertion" />
      <Button
        {...(step === "second" ? { kind: "do" } : {})}
        className="justify-self-start"
        disabled={!isHydrated}
        working={(signing.isPending || signing.isSuccess) && t("working")}
        onClick={() => signing.mutate()}
      >
        {t(step)}
      </Button>
      {isCancelled && (
        <Notice kind="warn" title={t("cancelled")}>
          {t("cancelled-hint")}
        </Notice>
      )}
      <ProblemNotice error={isCancelled ? null : signing.error} />
    </form>
  );
}
