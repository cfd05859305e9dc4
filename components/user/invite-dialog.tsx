"use client";

/** Invites a user, and then shows the link of the invitation, which cannot be shown again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { accessRequestsQuery, createUser, refreshUsers } from "@/lib/client/users";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import type { RoleTargets } from "./role-targets";
import { RolesEditor } from "./roles-editor";
import { OneTimeSecretDialog } from "./shown-once";

export function InviteDialog({ targets, onClose }: { targets: RoleTargets; onClose: () => void }) {
  const t = useTranslations("people");
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState<GrantedRole[]>([]);
  const [showLink, setShowLink] = useState(false);
  const { data: rules } = useQuery(accessRequestsQuery());
  const invite = useMutation({
    mutationFn: createUser,
    onSuccess: () => refreshUsers(queryClient),
  });
  const wrong = wrongFieldsOf(invite.error);
  const faultOf = (name: "name" | "email") => {
    const fault = findFault(wrong.has(name), invite.variables?.[name]);
    return fault === null ? null : t(`${name}-${fault}`);
  };

  if (invite.isSuccess) return <Invited {...invite} onClose={onClose} />;
  return (
    <FormDialog
      wide
      title={t("invite-title")}
      cancelLabel={t("cancel")}
      submitLabel={t("invite")}
      working={invite.isPending && t("saving")}
      onClose={onClose}
      onSubmit={(fields) =>
        invite.mutate({
          email: readField(fields, "email"),
          name: readField(fields, "name"),
          roles,
          showLink,
        })
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("name")} error={faultOf("name")}>
          {(props) => <Input {...props} name="name" autoComplete="off" maxLength={120} />}
        </Field>
        <Field label={t("email")} error={faultOf("email")}>
          {(props) => <Input {...props} type="email" name="email" autoComplete="off" />}
        </Field>
      </div>
      <RolesEditor roles={roles} targets={targets} onChange={setRoles} />
      {rules?.mailsLinks === true && rules.isOnlyAdministrator && (
        <Checkbox label={t("show-link")} checked={showLink} onCheckedChange={setShowLink} />
      )}
      <ProblemNotice error={wrong.size === 0 ? invite.error : null} />
    </FormDialog>
  );
}

type InvitedProps = {
  variables: Parameters<typeof createUser>[0];
  data: Awaited<ReturnType<typeof createUser>>;
  onClose: () => void;
};

const HINTS = {
  shown: "invited-hint",
  mailed: "mailed-hint",
  provider: "provider-hint",
} as const;

function Invited({ variables: { name }, data, onClose }: InvitedProps) {
  const t = useTranslations("people");
  const { inviteUrl, delivery, waiting } = data;
  const title = t("invited-title", { name });
  const description = [
    t(HINTS[delivery]),
    ...(waiting.length > 0 ? [t("requests.waiting-hint")] : []),
  ].join(" ");
  if (inviteUrl === null) {
    const done = (
      <Button kind="do" onClick={onClose}>
        {t("done")}
      </Button>
    );
    return (
      <Dialog open onOpenChange={onClose} title={title} description={description} footer={done} />
    );
  }
  return (
    <OneTimeSecretDialog
      title={title}
      description={description}
      label={t("link")}
      text={inviteUrl}
      closeLabel={t("done")}
      onClose={onClose}
    />
  );
}
