"use client";

/** Formats roles such as "administrator everywhere · reviewer in Bilbao, Porto and 3 more". */
import { useTranslations } from "next-intl";
import type { GrantedRole } from "@/lib/domain/permission-change";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";
import { nameTargets, targetOf, type RoleTargets } from "./role-targets";

const NAMED_MAX = 3;

export function RolesSummary({ roles, targets }: { roles: GrantedRole[]; targets: RoleTargets }) {
  const t = useTranslations("people");
  const roleName = useTranslations("shell.roles");
  if (roles.length === 0) return <span className="text-ink-3 italic">{t("no-role")}</span>;
  const names = nameTargets(targets);
  const parts = ROLES.flatMap((role) => {
    const granted = roles.filter((one) => one.role === role).map(targetOf);
    if (granted.length === 0) return [];
    if (granted.includes(EVERYWHERE)) return [t("role-everywhere", { role: roleName(role) })];
    const named = granted.slice(0, NAMED_MAX).map((id) => names.get(id) ?? id);
    return [
      t("role-in", {
        role: roleName(role),
        centres: named.join(", "),
        more: granted.length - named.length,
      }),
    ];
  });
  return <span className="inline-block first-letter:uppercase">{parts.join(" · ")}</span>;
}
