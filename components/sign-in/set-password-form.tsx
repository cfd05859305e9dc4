"use client";

/** Chooses a password; on a new installation it also asks who the first administrator is. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { findRefusal } from "@/lib/client/refusal";
import { acceptInvitation } from "@/lib/client/users";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "@/lib/domain/password";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useHydrated } from "../ui/use-hydrated";

/** `email` is null when the link is for whoever sets up this installation. */
type SetPasswordFormProps = { token: string; email: string | null };

export function SetPasswordForm({ token, email }: SetPasswordFormProps) {
  const t = useTranslations("sign-in");
  const [shown, setShown] = useState(false);
  const [error, setError] = useState<string | null>(null);
  // Before hydration the button would submit the form to no handler.
  const isHydrated = useHydrated();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: ({ email: accepted }) => {
      const query = new URLSearchParams({ error: "none", email: accepted });
      router.push(`/sign-in?${query}`);
    },
  });
  const weakness = findRefusal(accept.error, WEAKNESSES);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = readField(form, "password");
    const wrong = password.length < PASSWORD_CHARACTERS_MIN ? t("password-short") : null;
    setError(wrong);
    if (wrong !== null) return;
    const identity = { email: readField(form, "email"), name: readField(form, "name") };
    accept.mutate({ token, password, ...(email === null ? identity : {}) });
  };

  return (
    <form method="post" onSubmit={onSubmit} noValidate={email !== null} className="grid gap-4">
      {email === null ? (
        <>
          <Field label={t("name")}>
            {(props) => (
              <Input {...props} name="name" autoComplete="name" maxLength={120} required />
            )}
          </Field>
          <Field label={t("email")}>
            {(props) => (
              <Input {...props} type="email" name="email" autoComplete="username" required />
            )}
          </Field>
        </>
      ) : (
        <Field label={t("email")}>
          {(props) => (
            <Input {...props} type="email" value={email} autoComplete="username" readOnly />
          )}
        </Field>
      )}
      <Field
        label={t("new-password")}
        hint={t("password-hint")}
        error={weakness === null ? error : t(weakness)}
      >
        {(props) => (
          <Input
            {...props}
            type={shown ? "text" : "password"}
            name="password"
            autoComplete="new-password"
            minLength={PASSWORD_CHARACTERS_MIN}
            maxLength={PASSWORD_CHARACTERS_MAX}
            required
          />
        )}
      </Field>
      <Checkbox label={t("show-password")} checked={shown} onCheckedChange={setShown} />
      <ProblemNotice error={weakness === null ? accept.error : null} />
      <Button
        type="submit"
        kind="do"
        className="justify-self-start"
        disabled={!isHydrated}
        working={accept.isPending && t("working")}
      >
        {t("set-password")}
      </Button>
    </form>
  );
}

const WEAKNESSES = ["password-common", "password-contains-email", "password-repetitive"] as const;
