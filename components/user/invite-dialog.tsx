"use client";

/** Invites a user, and then shows the link of the invitation, which cannot be shown again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { createUser, refreshUsers } from "@/lib/client/users";
import { findFault, wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { GrantedRole } from "@/lib/domain/permission-change";
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
  const invite = useMutation({
    mutationFn: createUser,
    onSuccess: () => refreshUsers(queryClient),
  });
  const wrong = wrongFieldsOf(invite.error);
  const faultOf = (name: "name" | "email") => {
    const fault = findFault(wrong.has(name), invite.variables?.[name]);
    return fault === null ? null : t(`${name}-${fault}`);
  };

  if (invite.isSuccess) {
    return (
      <OneTimeSecretDialog
        title={t("invited-title", { name: invite.variables.name })}
        description={[
          t("invited-hint"),
          ...(invite.data.waiting.length > 0 ? [t("requests.waiting-hint")] : []),
        ].join(" ")}
        label={t("link")}
        text={invite.data.inviteUrl}
        closeLabel={t("done")}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      wide
      title={t("invite-title")}
      cancelLabel={t("cancel")}
      submitLabel={t("invite")}
      working={invite.isPending && t("saving")}
      onClose={onClose}
      onSubmit={(fields) =>
        invite.mutate({ email: readField(fields, "email"), name: readField(fields, "name"), roles })
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
      <ProblemNotice error={wrong.size === 0 ? invite.error : null} />
    </FormDialog>
  );
}
