"use client";

/** Asks for the second factor, in a plain form that works without scripts. */
import { useTranslations } from "next-intl";
import { CodeInput } from "../identity-proof/code-input";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { PasskeyForm } from "./passkey-form";

type SecondStepFormProps = {
  csrfToken: string;
  next: string;
  email: string;
  /** What the person has; recovery codes come with either. */
  hasApp: boolean;
  hasPasskey: boolean;
};

export function SecondStepForm(props: SecondStepFormProps) {
  const { csrfToken, next, email, hasApp, hasPasskey } = props;
  const t = useTranslations("sign-in");
  return (
    <>
      <p className="text-ink-2">{t("second-step.about", { email })}</p>
      {hasPasskey && (
        <div className="border-b border-rule pb-6">
          <PasskeyForm csrfToken={csrfToken} next={next} step="second" />
        </div>
      )}
      <form method="post" action="/api/auth/second-step" className="grid gap-4">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <input type="hidden" name="callbackUrl" value={next} />
        <Field
          label={t("second-step.code")}
          hint={t(hasApp ? "second-step.code-hint" : "second-step.recovery-code-hint")}
        >
          {(props) => <CodeInput {...props} minLength={6} required />}
        </Field>
        <p className="text-sm text-ink-2">{t("second-step.lost")}</p>
        <Button
          type="submit"
          {...(hasPasskey ? {} : { kind: "do" })}
          className="justify-self-start"
        >
          {t("second-step.confirm")}
        </Button>
      </form>
      <form method="post" action="/api/auth/signout">
        <input type="hidden" name="csrfToken" value={csrfToken} />
        <Button type="submit" kind="bare">
          {t("second-step.other")}
        </Button>
      </form>
    </>
  );
}
