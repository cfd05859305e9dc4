"use client";

/** Changes one person: name, roles, a new link, and whether they may come in. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { changeUser, inviteUser, usersQuery } from "@/lib/client/users";
import type { Centre } from "@/lib/contracts/centre";
import type { RoleInCentre, UserRow } from "@/lib/contracts/user";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { useProblemText } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { useToast } from "../ui/toast";
import { RolesEditor } from "./roles-editor";
import { OneTimeSecret } from "./shown-once";

type UserDialogProps = {
  user: UserRow;
  centres: Centre[];
  /** The reader: their own roles are for another administrator to change. */
  isSelf: boolean;
  onClose: () => void;
};

export function UserDialog({ user, centres, isSelf, onClose }: UserDialogProps) {
  const t = useTranslations("people");
  const form = useId();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [roles, setRoles] = useState<RoleInCentre[]>(user.roles);
  const [nameWrong, setNameWrong] = useState(false);
  const refresh = () => queryClient.invalidateQueries(usersQuery());
  const change = useMutation({
    mutationFn: changeUser,
    onSuccess: async () => {
      await refresh();
      toast(t("changed", { name: user.name }));
      onClose();
    },
  });
  const link = useMutation({ mutationFn: inviteUser });
  const problem = useProblemText(change.error ?? link.error);
  const disabled = user.state === "disabled";

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sent = new FormData(event.currentTarget).get("name");
    const name = typeof sent === "string" ? sent.trim() : "";
    setNameWrong(name === "");
    if (name !== "") change.mutate({ userId: user.id, name, ...(isSelf ? {} : { roles }) });
  };

  return (
    <Dialog
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={user.name}
      description={user.email}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button form={form} type="submit" kind="do" working={change.isPending && t("saving")}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} method="post" onSubmit={onSubmit} noValidate className="grid gap-4">
        <Field label={t("name")} error={nameWrong ? t("name-wrong") : null}>
          {(props) => (
            <Input
              {...props}
              name="name"
              defaultValue={user.name}
              maxLength={120}
              autoComplete="off"
            />
          )}
        </Field>
        <RolesEditor roles={roles} centres={centres} disabled={isSelf} onChange={setRoles} />
        {isSelf && <p className="text-sm text-ink-2">{t("own-roles")}</p>}
        {link.isSuccess ? (
          <OneTimeSecret label={t("link")} text={link.data.inviteUrl} />
        ) : (
          <div className="flex flex-wrap gap-2">
            {!disabled && (
              <Button working={link.isPending && t("saving")} onClick={() => link.mutate(user.id)}>
                {user.state === "invited" ? t("new-link") : t("new-password-link")}
              </Button>
            )}
            {!isSelf && (
              <Button onClick={() => change.mutate({ userId: user.id, disabled: !disabled })}>
                {disabled ? t("enable") : t("disable")}
              </Button>
            )}
          </div>
        )}
        {user.state === "active" && <p className="text-sm text-ink-2">{t("what-ends")}</p>}
        {(change.isError || link.isError) && (
          <Notice kind="error" title={problem.title}>
            {problem.detail}
          </Notice>
        )}
      </form>
    </Dialog>
  );
}
