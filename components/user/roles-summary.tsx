"use client";

/** Formats roles such as "administrator everywhere · reviewer in Bilbao, Porto and 3 more". */
import { useTranslations } from "next-intl";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { listNamedRoles } from "@/lib/domain/screen/named-roles";
import { nameTargets, targetOf, type RoleTargets } from "./role-targets";

export function RolesSummary({ roles, targets }: { roles: GrantedRole[]; targets: RoleTargets }) {
  const t = useTranslations("people");
  const roleName = useTranslations("shell.roles");
  if (roles.length === 0) return <span className="text-ink-3 italic">{t("no-role")}</span>;
  const names = nameTargets(targets);
  const parts = listNamedRoles(roles).map(({ role, isEverywhere, named, more }) => {
    if (isEverywhere) return t("role-everywhere", { role: roleName(role) });
    const centres = named.map(targetOf).map((id) => names.get(id) ?? id);
    return t("role-in", { role: roleName(role), centres: centres.join(", "), more });
  });
  return <span className="inline-block first-letter:uppercase">{parts.join(" · ")}</span>;
}
