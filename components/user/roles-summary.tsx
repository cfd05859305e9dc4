"use client";

/** Formats roles such as "administrator everywhere · reviewer in Bilbao, Porto and 3 more". */
import { useTranslations } from "next-intl";
import type { Centre } from "@/lib/contracts/centre";
import type { RoleInCentre } from "@/lib/contracts/user";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";

const NAMED_MAX = 3;

export function RolesSummary({ roles, centres }: { roles: RoleInCentre[]; centres: Centre[] }) {
  const t = useTranslations("people");
  const roleName = useTranslations("shell.roles");
  if (roles.length === 0) return <span className="text-ink-3 italic">{t("no-role")}</span>;
  const names = new Map(centres.map(({ id, name }) => [id, name]));
  const parts = ROLES.flatMap((role) => {
    const centreIds = roles.filter((one) => one.role === role).map(({ centreId }) => centreId);
    if (centreIds.length === 0) return [];
    if (centreIds.includes(EVERYWHERE)) return [t("role-everywhere", { role: roleName(role) })];
    const named = centreIds.slice(0, NAMED_MAX).map((id) => names.get(id) ?? id);
    return [
      t("role-in", {
        role: roleName(role),
        centres: named.join(", "),
        more: centreIds.length - named.length,
      }),
    ];
  });
  return <span className="inline-block first-letter:uppercase">{parts.join(" · ")}</span>;
}
