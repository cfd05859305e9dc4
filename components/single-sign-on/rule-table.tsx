"use client";

/** Lists rules, with what waits for a second administrator first. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { confirmRoleRule, removeRoleRule, roleRulesQuery } from "@/lib/client/role-rules";
import type { RoleRule } from "@/lib/contracts/role-rule";
import { DIRECTORY } from "@/lib/domain/sign-on/read-groups";
import { RevokeDialog } from "../settings/revoke-dialog";
import { SettingsTable } from "../settings/settings-list";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";
import type { RoleTargets } from "../user/role-targets";
import { RolesSummary } from "../user/roles-summary";
import { useNamedTargets } from "../user/use-named-targets";
import { DecisionButtons } from "./decision-buttons";

export function RuleTable({ rules, targets }: { rules: RoleRule[]; targets: RoleTargets }) {
  const t = useTranslations("single-sign-on");
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries(roleRulesQuery());
  const [removed, setRemoved] = useState<RoleRule | null>(null);
  // Another administrator may have decided it a moment before.
  const named = useNamedTargets(
    targets,
    rules.map(({ role }) => [role]),
  );
  const confirm = useMutation({ mutationFn: confirmRoleRule, onSettled: refresh });
  return (
    <>
      <ProblemNotice error={confirm.error} />
      <SettingsTable
        caption={t("caption")}
        columns={[
          { label: t("group") },
          { label: t("role") },
          { label: t("state") },
          { label: t("added"), isHiddenOnPhones: true },
        ]}
        action={t("remove")}
      >
        {rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">
              <span className="break-all">{rule.group}</span>
              <span className="block text-xs font-normal text-ink-3">
                {rule.provider === DIRECTORY
                  ? t("directory.title")
                  : (rule.providerName ?? t("provider-gone", { id: rule.provider }))}
              </span>
            </th>
            <td>
              <RolesSummary roles={[rule.role]} targets={named} />
            </td>
            <td>
              {rule.isWaiting ? t("waiting") : t("people", { count: rule.people })}
              {rule.refusal !== null && (
                <span className="block text-xs text-ink-2">{t(rule.refusal)}</span>
              )}
            </td>
            <td className="max-sm:hidden">
              {rule.requestedBy}, <Instant iso={rule.requestedAt} />
              {rule.confirmedBy !== null && (
                <span className="block text-xs text-ink-2">
                  {t("confirmed-by", { name: rule.confirmedBy })}
                </span>
              )}
            </td>
            <DecisionButtons
              of="single-sign-on"
              name={rule.group}
              isConfirmable={rule.isWaiting && rule.refusal === null}
              isWorking={confirm.isPending}
              onConfirm={() => confirm.mutate(rule.id)}
              onRemove={() => setRemoved(rule)}
            />
          </tr>
        ))}
      </SettingsTable>
      {removed !== null && (
        <RevokeDialog
          of="single-sign-on"
          name={removed.group}
          revoke={async () => {
            await removeRoleRule(removed.id);
            await refresh();
          }}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}
