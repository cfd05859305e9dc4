"use client";

/** Chooses a password; on a new installation it also asks who the first administrator is. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { isApiError } from "@/lib/client/http";
import { signIn } from "@/lib/client/session";
import { acceptInvitation } from "@/lib/client/users";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useHydrated } from "../ui/use-hydrated";
import {
  findPasswordFault,
  findWeakness,
  NewPasswordField,
  type PasswordFault,
} from "./new-password-field";

/** `email` is null when the link is for whoever sets up this installation. */
type SetPasswordFormProps = { token: string; email: string | null };

export function SetPasswordForm({ token, email }: SetPasswordFormProps) {
  const t = useTranslations("sign-in");
  const [faults, setFaults] = useState<Faults>({});
  // Before hydration the button would submit the form to no handler.
  const isHydrated = useHydrated();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: acceptAndSignIn,
    onSuccess: ({ email: accepted, isSignedIn }) => {
      if (isSignedIn) return router.replace("/");
      const query = new URLSearchParams({ error: "none", email: accepted });
      router.push(`/sign-in?${query}`);
    },
  });
  const weakness = findWeakness(accept.error);
  const refused = listRefused(accept.error, accept.variables);
  const fault = (name: FieldName) => faults[name] ?? refused[name];
  const errorOf = (name: FieldName) => {
    const code = fault(name);
    return code === undefined ? null : t(code);
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = {
      name: readField(form, "name").trim(),
      email: readField(form, "email").trim(),
      password: readField(form, "password"),
    };
    const found = findFaults(typed, email === null);
    setFaults(found);
    accept.reset();
    if (Object.keys(found).length > 0) return;
    const { name, password } = typed;
    accept.mutate({ token, password, ...(email === null ? { name, email: typed.email } : {}) });
  };

  return (
    <form method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
      {email === null ? (
        <>
          <Field label={t("name")} error={errorOf("name")}>
            {(props) => <Input {...props} name="name" autoComplete="name" maxLength={120} />}
          </Field>
          <Field label={t("email")} error={errorOf("email")}>
            {(props) => <Input {...props} type="email" name="email" autoComplete="username" />}
          </Field>
        </>
      ) : (
        <Field label={t("email")}>
          {(props) => (
            <Input {...props} type="email" value={email} autoComplete="username" readOnly />
          )}
        </Field>
      )}
      <NewPasswordField
        label={t("new-password")}
        error={weakness === null ? errorOf("password") : t(weakness)}
      />
      <InvitationProblem
        error={weakness === null && Object.keys(refused).length === 0 ? accept.error : null}
      />
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

type FieldName = "name" | "email" | "password";
type Faults = {
  name?: "name-missing";
  email?: "email-missing" | "email-wrong";
  password?: PasswordFault;
};

function findFaults(
  { name, email, password }: Record<FieldName, string>,
  isFirst: boolean,
): Faults {
  const faults: Faults = {};
  if (isFirst && name === "") faults.name = "name-missing";
  if (isFirst && email === "") faults.email = "email-missing";
  const fault = findPasswordFault(password);
  if (fault !== null) faults.password = fault;
  return faults;
}

/** Of what was checked before it was sent, only the form of the address is left to the server. */
function listRefused(error: Error | null, sent?: { email?: string | undefined }): Faults {
  const wrong = wrongFieldsOf(error);
  return wrong.has("email") && sent?.email !== undefined ? { email: "email-wrong" } : {};
}

/** A link that has ended meanwhile is explained in the language of the page. */
function InvitationProblem({ error }: { error: Error | null }) {
  const t = useTranslations("sign-in");
  if (isApiError(error) && error.problem.code === "NOT_FOUND") {
    return (
      <Notice kind="error" title={t("invitation-over")}>
        {t("invitation-over-why")} {t("invitation-over-hint")}
      </Notice>
    );
  }
  return <ProblemNotice error={error} />;
}

/** Whoever just chose a password need not type it again. */
async function acceptAndSignIn(acceptance: Parameters<typeof acceptInvitation>[0]) {
  const { email } = await acceptInvitation(acceptance);
  const isSignedIn = await signIn({ email, password: acceptance.password }).catch(() => false);
  return { email, isSignedIn };
}
