"use client";

/**
 * Edits roles, each with the targets where it is granted: everywhere, or some. Whoever administers
 * some centres only starts with the first group or centre of theirs.
 */
import { useTranslations } from "next-intl";
import { formatNodeScope } from "@/lib/domain/organisation/node-scope";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { EVERYWHERE, type Role, ROLES } from "@/lib/domain/permission";
import { CentresChoice } from "../centre/centres-choice";
import { Checkbox } from "../ui/checkbox";
import { grantAt, targetOf, type RoleTargets } from "./role-targets";

type RolesEditorProps = {
  roles: GrantedRole[];
  targets: RoleTargets;
  disabled?: boolean;
  onChange: (roles: GrantedRole[]) => void;
};

export function RolesEditor({ roles, targets, disabled = false, onChange }: RolesEditorProps) {
  const t = useTranslations("people");
  const roleName = useTranslations("shell.roles");
  const roleHint = useTranslations("people.about");
  const kindName = useTranslations("organisation.kinds");
  const nodes = targets.nodes.map(({ id, kind, name }) => {
    const value = formatNodeScope(id);
    return { value, label: name, group: t("organisation"), hint: kindName(kind) };
  });
  const first = nodes[0]?.value ?? targets.offer.centres[0]?.id;
  const usual = targets.everywhere ? EVERYWHERE : first;
  const start = usual === undefined ? [] : [usual];
  const set = (role: Role, chosen: string[]) => {
    const others = roles.filter((one) => one.role !== role);
    onChange([...others, ...chosen.map((target) => grantAt(target, role))]);
  };
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <legend className="mb-1 text-xs font-medium text-ink-2">{t("roles")}</legend>
      <ul className="border-t border-rule">
        {ROLES.map((role) => {
          const granted = roles.filter((one) => one.role === role).map(targetOf);
          const everywhere = granted.includes(EVERYWHERE);
          return (
            <li
              key={role}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-rule py-1.5"
            >
              <span className="min-w-52 flex-1">
                <Checkbox
                  label={<span className="font-medium">{roleName(role)}</span>}
                  checked={granted.length > 0}
                  disabled={disabled}
                  onCheckedChange={(checked) => set(role, checked ? start : [])}
                />
                <span className="block text-xs text-ink-3">{roleHint(role)}</span>
              </span>
              {granted.length > 0 && !disabled && (
                <CentresChoice
                  label={t("centres-of", { role: roleName(role) })}
                  nodes={nodes}
                  offer={targets.offer}
                  selected={everywhere ? [] : granted}
                  {...(targets.everywhere ? { all: t("everywhere") } : {})}
                  onChange={(chosen) => {
                    set(role, chosen.length === 0 && targets.everywhere ? start : chosen);
                  }}
                  className="w-44"
                />
              )}
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
