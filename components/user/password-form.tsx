"use client";

/** Changes the reader's own password. It ends every session, and signs this browser in again. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { findRefusal } from "@/lib/client/refusal";
import { signIn } from "@/lib/client/session";
import { changePassword } from "@/lib/client/users";
import { CurrentPasswordInput } from "../identity-proof/current-password-input";
import {
  findPasswordFault,
  findWeakness,
  NewPasswordField,
  type PasswordFault,
} from "../sign-in/new-password-field";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";
import { useHydrated } from "../ui/use-hydrated";

const REFUSALS = ["password-wrong", "password-same"] as const;
type Faults = { current: boolean; password: PasswordFault | null };
const NO_FAULTS: Faults = { current: false, password: null };

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("sign-in");
  const toast = useToast();
  const router = useRouter();
  const isHydrated = useHydrated();
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState(NO_FAULTS);
  const change = useMutation({
    mutationFn: changeAndSignIn,
    onSuccess: (isSignedIn) => {
      form.current?.reset();
      toast(t("change.done"));
      // The sign-in page explains what keeps this browser out.
      if (!isSignedIn) router.push("/sign-in");
    },
  });
  const refusal = findRefusal(change.error, REFUSALS);
  const weakness = findWeakness(change.error);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const current = readField(data, "current");
    const password = readField(data, "password");
    const found = { current: current === "", password: findPasswordFault(password) };
    setFaults(found);
    change.reset();
    if (!found.current && found.password === null) change.mutate({ current, password });
  };

  const currentError = () => {
    if (refusal === "password-wrong") return t("change.wrong");
    return faults.current ? t("change.current-missing") : null;
  };
  const passwordError = () => {
    if (refusal === "password-same") return t("change.same");
    const reason = weakness ?? faults.password;
    return reason === null ? null : t(reason);
  };
  return (
    <section aria-labelledby="own-password" className="px-edge py-4">
      <h2 id="own-password">{t("change.title")}</h2>
      <p className="max-w-[70ch] pb-4 text-ink-2">{t("change.about")}</p>
      <form ref={form} method="post" noValidate onSubmit={onSubmit} className="grid max-w-96 gap-4">
        {/* Password managers need to know whose password it is. */}
        <input className="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label={t("change.current")} error={currentError()}>
          {(props) => <CurrentPasswordInput {...props} name="current" />}
        </Field>
        <NewPasswordField label={t("change.new")} error={passwordError()} />
        <ProblemNotice error={refusal === null && weakness === null ? change.error : null} />
        <Button
          type="submit"
          kind="do"
          className="justify-self-start"
          disabled={!isHydrated}
          working={change.isPending && t("working")}
        >
          {t("change.title")}
        </Button>
      </form>
    </section>
  );
}

/** All sessions have ended, this one included. */
async function changeAndSignIn(passwords: Parameters<typeof changePassword>[0]): Promise<boolean> {
  const { email } = await changePassword(passwords);
  return signIn({ email, password: passwords.password }).catch(() => false);
}
