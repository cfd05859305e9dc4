"use client";

/** Invites someone: who, what they may do, and then the link, which is shown this once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { createUser, usersQuery } from "@/lib/client/users";
import { wrongFieldsOf } from "@/lib/client/wrong-fields";
import type { Centre } from "@/lib/contracts/centre";
import type { RoleInCentre } from "@/lib/contracts/user";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { readField } from "../ui/text-of";
import { RolesEditor } from "./roles-editor";
import { OneTimeSecret } from "./shown-once";

export function InviteDialog({ centres, onClose }: { centres: Centre[]; onClose: () => void }) {
  const t = useTranslations("people");
  const form = useId();
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState<RoleInCentre[]>([]);
  const invite = useMutation({
    mutationFn: createUser,
    onSuccess: () => queryClient.invalidateQueries(usersQuery()),
  });
  const problem = useProblemText(invite.error);
  const wrong = wrongFieldsOf(invite.error);

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget);
    invite.mutate({ email: readField(sent, "email"), name: readField(sent, "name"), roles });
  };

  if (invite.isSuccess) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title={t("invited-title", { name: invite.variables.name })}
        description={t("invited-hint")}
        footer={
          <Button kind="do" onClick={onClose}>
            {t("done")}
          </Button>
        }
      >
        <OneTimeSecret label={t("link")} text={invite.data.inviteUrl} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t("invite-title")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" kind="do" working={invite.isPending && t("saving")}>
            {t("invite")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("name")} error={wrong.has("name") ? t("name-wrong") : null}>
            {(props) => <Input {...props} name="name" autoComplete="off" maxLength={120} />}
          </Field>
          <Field label={t("email")} error={wrong.has("email") ? t("email-wrong") : null}>
            {(props) => <Input {...props} type="email" name="email" autoComplete="off" />}
          </Field>
        </div>
        <RolesEditor roles={roles} centres={centres} onChange={setRoles} />
        {invite.isError && wrong.size === 0 && (
          <Notice kind="error" title={problem.title}>
            {problem.detail}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
