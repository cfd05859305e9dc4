"use client";

/** Sets up an authenticator app: the password, then the picture, then the first code of the app. */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { findRefusal } from "@/lib/client/refusal";
import { confirmTotp, startTotp } from "@/lib/client/second-factor";
import type { StartedTotp } from "@/lib/contracts/second-factor";
import { CODE_CHARACTERS_MIN } from "../identity-proof/code-characters";
import { CodeField } from "../identity-proof/code-field";
import { faultOf } from "../identity-proof/fault";
import { OwnPasswordField } from "../identity-proof/own-password-field";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";

type EnrolDialogProps = { onClose: () => void; onDone: (codes: string[]) => Promise<void> };

export function EnrolDialog({ onClose, onDone }: EnrolDialogProps) {
  const [started, setStarted] = useState<StartedTotp | null>(null);
  return started === null ? (
    <PasswordStep onClose={onClose} onStarted={setStarted} />
  ) : (
    <AppStep started={started} onClose={onClose} onDone={onDone} />
  );
}

type PasswordStepProps = { onClose: () => void; onStarted: (started: StartedTotp) => void };

function PasswordStep({ onClose, onStarted }: PasswordStepProps) {
  const t = useTranslations("second-factor");
  const [isMissing, setIsMissing] = useState(false);
  const start = useMutation({ mutationFn: startTotp, onSuccess: onStarted });
  const isWrong = findRefusal(start.error, ["password-wrong"] as const) !== null;
  const submit = (fields: FormData) => {
    const password = readField(fields, "password");
    setIsMissing(password === "");
    start.reset();
    // oxlint-disable-next-line security/detect-possible-timing-attacks -- whether it was typed
    if (password !== "") start.mutate(password);
  };
  return (
    <FormDialog
      title={t("set-up-title")}
      description={t("password-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("continue")}
      working={start.isPending && t("working")}
      onClose={onClose}
      onSubmit={submit}
    >
      <OwnPasswordField fault={faultOf(isMissing, isWrong)} />
      <ProblemNotice error={isWrong ? null : start.error} />
    </FormDialog>
  );
}

function AppStep({ started, onClose, onDone }: EnrolDialogProps & { started: StartedTotp }) {
  const t = useTranslations("second-factor");
  const [isShort, setIsShort] = useState(false);
  const confirm = useMutation({
    mutationFn: confirmTotp,
    onSuccess: ({ codes }) => onDone(codes),
  });
  const isWrong = findRefusal(confirm.error, ["code-wrong"] as const) !== null;
  const submit = (fields: FormData) => {
    const code = readField(fields, "code").trim();
    setIsShort(code.length < CODE_CHARACTERS_MIN);
    confirm.reset();
    if (code.length >= CODE_CHARACTERS_MIN) confirm.mutate(code);
  };
  const { size, path } = started.picture;
  return (
    <FormDialog
      title={t("set-up-title")}
      description={t("scan-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("confirm")}
      working={confirm.isPending && t("working")}
      onClose={onClose}
      onSubmit={submit}
    >
      {/* A camera needs dark squares on white, in a dark theme too. */}
      <svg
        role="img"
        aria-label={t("picture")}
        viewBox={`-4 -4 ${size + 8} ${size + 8}`}
        shapeRendering="crispEdges"
        className="w-48 justify-self-center"
      >
        <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="white" />
        <path d={path} fill="black" />
      </svg>
      <Field label={t("secret")}>
        {(props) => (
          <Input
            {...props}
            value={(started.secret.match(/.{1,4}/g) ?? []).join(" ")}
            readOnly
            spellCheck={false}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <CodeField hint={t("app-code-hint")} fault={faultOf(isShort, isWrong)} />
      <ProblemNotice error={isWrong ? null : confirm.error} />
    </FormDialog>
  );
}
