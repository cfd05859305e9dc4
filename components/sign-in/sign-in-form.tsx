"use client";

/**
 * Signs in with a plain form: it posts to the server with or without scripts, and always by POST,
 * so that a password is never in an address.
 */
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { forgetPages } from "@/lib/client/till-counts-worker";
import { CurrentPasswordInput } from "../identity-proof/current-password-input";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type SignInFormProps = { csrfToken: string; next: string; email: string };

export function SignInForm({ csrfToken, next, email }: SignInFormProps) {
  const t = useTranslations("sign-in");
  // A session that expired leaves stored pages on the device, which are removed because they now
  // belong to nobody.
  useEffect(() => void forgetPages(), []);
  return (
    <form method="post" action="/api/auth/callback/credentials" className="grid gap-4">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <input type="hidden" name="callbackUrl" value={next} />
      <Field label={t("email")}>
        {(props) => (
          <Input
            {...props}
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={email}
            maxLength={254}
            required
          />
        )}
      </Field>
      <Field label={t("password")}>{(props) => <CurrentPasswordInput {...props} required />}</Field>
      <p className="text-sm text-ink-2">{t("forgotten")}</p>
      <Button type="submit" kind="do" className="justify-self-start">
        {t("sign-in")}
      </Button>
    </form>
  );
}
