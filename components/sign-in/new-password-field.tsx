"use client";

/** Asks for a new password, which can be shown while it is typed. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { findRefusal } from "@/lib/client/refusal";
import { PASSWORD_CHARACTERS_MAX, PASSWORD_CHARACTERS_MIN } from "@/lib/domain/password";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

const WEAKNESSES = ["password-common", "password-contains-email", "password-repetitive"] as const;

export type PasswordFault = "password-missing" | "password-short";

export function findPasswordFault(password: string): PasswordFault | null {
  // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether it was typed
  if (password === "") return "password-missing";
  return password.length < PASSWORD_CHARACTERS_MIN ? "password-short" : null;
}

/** Why the server refused the new password as too easy to guess; null when it did not. */
export function findWeakness(error: Error | null) {
  return findRefusal(error, WEAKNESSES);
}

/** `error` says what is wrong with what was typed; null is nothing. */
export function NewPasswordField({ label, error }: { label: string; error: string | null }) {
  const t = useTranslations("sign-in");
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Field label={label} hint={t("password-hint")} error={error}>
        {(props) => (
          <Input
            {...props}
            type={isShown ? "text" : "password"}
            name="password"
            autoComplete="new-password"
            maxLength={PASSWORD_CHARACTERS_MAX}
          />
        )}
      </Field>
      <Checkbox label={t("show-password")} checked={isShown} onCheckedChange={setIsShown} />
    </>
  );
}
