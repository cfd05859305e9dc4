"use client";

/** Changes one user: the name, the roles, a new link, and whether the user may sign in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { removeSecondFactorOf } from "@/lib/client/second-factor";
import { changeUser, inviteUser, refreshUsers } from "@/lib/client/users";
import type { UserRow } from "@/lib/contracts/user";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";
import { EndDate, useEndDate } from "./end-date";
import type { RoleTargets } from "./role-targets";
import { RolesEditor } from "./roles-editor";
import { OneTimeSecret } from "./shown-once";

type UserDialogProps = {
  user: UserRow;
  targets: RoleTargets;
  /** Nobody can change their own roles; another administrator has to. */
  isSelf: boolean;
  onSessions: () => void;
  onClose: () => void;
};

const REMOVAL = {
  waiting: "requests.factor-waiting",
  removed: "second-step-removed",
} as const;

export function UserDialog({ user, targets, isSelf, onSessions, onClose }: UserDialogProps) {
  const t = useTranslations("people");
  const toast = useToast();
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState<GrantedRole[]>(user.roles);
  const end = useEndDate(user.endsOn);
  const [nameWrong, setNameWrong] = useState(false);
  const change = useMutation({
    mutationFn: changeUser,
    onSuccess: async ({ waiting }) => {
      await refreshUsers(queryClient);
      toast(t("changed", { name: user.name }));
      if (waiting.length > 0) toast(t("requests.waiting-hint"));
      onClose();
    },
  });
  const link = useMutation({
    mutationFn: inviteUser,
    onSuccess: () => refreshUsers(queryClient),
  });
  const removal = useSecondStepRemoval(user.name, onClose);
  const disabled = user.state === "disabled";
  const isTheirs = !user.hasRolesElsewhere;

  const submit = (fields: FormData) => {
    const name = readField(fields, "name").trim();
    setNameWrong(name === "");
    const endsOn = end.read();
    if (name === "" || endsOn === undefined) return;
    const account = isTheirs ? { name, ...(isSelf ? {} : { endsOn }) } : {};
    change.mutate({ userId: user.id, ...account, ...(isSelf ? {} : { roles }) });
  };

  return (
    <FormDialog
      wide
      title={user.name}
      description={user.email}
      cancelLabel={t("cancel")}
      submitLabel={t("save")}
      working={change.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <Field label={t("name")} error={nameWrong ? t("name-missing") : null}>
        {(props) => (
          <Input
            {...props}
            name="name"
            defaultValue={user.name}
            maxLength={120}
            autoComplete="off"
            readOnly={!isTheirs}
          />
        )}
      </Field>
      {!isSelf && isTheirs && <EndDate end={end} hasEnded={user.hasEnded} />}
      <RolesEditor roles={roles} targets={targets} disabled={isSelf} onChange={setRoles} />
      {isSelf && <p className="text-sm text-ink-2">{t("own-roles")}</p>}
      {!isTheirs && <p className="text-sm text-ink-2">{t("roles-elsewhere")}</p>}
      {link.isSuccess ? (
        <SentLink sent={link.data} email={user.email} />
      ) : (
        <div className="flex flex-wrap gap-2">
          {!disabled && isTheirs && (
            <Button working={link.isPending && t("saving")} onClick={() => link.mutate(user.id)}>
              {user.state === "invited" ? t("new-link") : t("new-password-link")}
            </Button>
          )}
          {!isSelf && isTheirs && (
            <Button onClick={() => change.mutate({ userId: user.id, disabled: !disabled })}>
              {disabled ? t("enable") : t("disable")}
            </Button>
          )}
          {user.state === "active" && targets.everywhere && (
            <Button onClick={onSessions}>{t("sessions")}</Button>
          )}
          {!isSelf && isTheirs && user.hasSecondFactor && (
            <SecondStepButton removal={removal} userId={user.id} />
          )}
        </div>
      )}
      {user.state === "active" && isTheirs && (
        <p className="text-sm text-ink-2">{t("what-ends")}</p>
      )}
      <ProblemNotice error={change.error ?? link.error ?? removal.error} />
    </FormDialog>
  );
}

function useSecondStepRemoval(name: string, onDone: () => void) {
  const t = useTranslations("people");
  const toast = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: removeSecondFactorOf,
    onSuccess: async ({ outcome }) => {
      await refreshUsers(queryClient);
      toast(t(REMOVAL[outcome], { name }));
      onDone();
    },
  });
}

type SecondStepButtonProps = {
  removal: ReturnType<typeof useSecondStepRemoval>;
  userId: string;
};

function SecondStepButton({ removal, userId }: SecondStepButtonProps) {
  const t = useTranslations("people");
  return (
    <Button working={removal.isPending && t("saving")} onClick={() => removal.mutate(userId)}>
      {t("remove-second-step")}
    </Button>
  );
}

type SentLinkProps = { sent: Awaited<ReturnType<typeof inviteUser>>; email: string };

function SentLink({ sent, email }: SentLinkProps) {
  const t = useTranslations("people");
  if (sent.inviteUrl !== null) return <OneTimeSecret label={t("link")} text={sent.inviteUrl} />;
  const isWaiting = sent.delivery === "waiting";
  return (
    <p role="status">{isWaiting ? t("requests.link-waiting") : t("link-mailed", { email })}</p>
  );
}
