"use client";

/** Asks for the password of whoever is signed in, before something of their sign-in changes. */
import { useTranslations } from "next-intl";
import { PASSWORD_CHARACTERS_MAX } from "@/lib/domain/password";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export function OwnPasswordField({ error }: { error: "missing" | "wrong" | null }) {
  const t = useTranslations("second-factor");
  return (
    <Field label={t("password")} error={error === null ? null : t(`password-${error}`)}>
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
  );
}
