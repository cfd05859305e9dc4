"use client";

/** Gives roles to a group. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { addRoleRules, roleRulesQuery } from "@/lib/client/role-rules";
import type { RoleRuleList } from "@/lib/contracts/role-rule";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { DIRECTORY } from "@/lib/domain/sign-on/read-groups";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Input, Select } from "../ui/input";
import { ProblemNotice } from "../ui/problem-notice";
import { readField } from "../ui/text-of";
import { useToast } from "../ui/toast";
import type { RoleTargets } from "../user/role-targets";
import { RolesEditor } from "../user/roles-editor";

type RuleDialogProps = { list: RoleRuleList; targets: RoleTargets; onClose: () => void };

export function RuleDialog({ list, targets, onClose }: RuleDialogProps) {
  const t = useTranslations("single-sign-on");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { providers } = list;
  const [providerId, setProviderId] = useState(providers[0]?.id ?? DIRECTORY);
  const [roles, setRoles] = useState<GrantedRole[]>([]);
  const [isGroupMissing, setIsGroupMissing] = useState(false);
  const isDirectory = providerId === DIRECTORY;
  const claim = providers.find(({ id }) => id === providerId)?.groupsClaim ?? "";
  const add = useMutation({
    mutationFn: addRoleRules,
    onSuccess: async ({ waiting }) => {
      await queryClient.invalidateQueries(roleRulesQuery());
      toast(waiting > 0 ? t("added-waiting") : t("was-added"));
      onClose();
    },
  });
  const submit = (fields: FormData) => {
    const group = readField(fields, "group").trim();
    setIsGroupMissing(group === "");
    if (group !== "") add.mutate({ provider: providerId, group, roles });
  };
  return (
    <FormDialog
      wide
      title={t("add-title")}
      description={list.isOnlyAdministrator ? t("add-hint-only") : t("add-hint")}
      cancelLabel={t("cancel")}
      submitLabel={t("add")}
      disabled={roles.length === 0}
      working={add.isPending && t("saving")}
      onClose={onClose}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("provider")}>
          {(props) => (
            <Select
              {...props}
              value={providerId}
              onChange={({ target }) => setProviderId(target.value)}
            >
              {providers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
              <option value={DIRECTORY}>{t("directory.title")}</option>
            </Select>
          )}
        </Field>
        <Field
          label={t("group")}
          hint={isDirectory ? t("directory.group-hint") : t("group-hint", { claim })}
          error={isGroupMissing ? t("group-missing") : null}
        >
          {(props) => <Input {...props} name="group" maxLength={256} autoComplete="off" />}
        </Field>
      </div>
      <RolesEditor roles={roles} targets={targets} onChange={setRoles} />
      <ProblemNotice error={add.error} />
    </FormDialog>
  );
}
