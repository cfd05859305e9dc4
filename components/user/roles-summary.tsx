"use client";

/** "administrator everywhere · reviewer in Bilbao, Porto and 3 more" */
import { useTranslations } from "next-intl";
import type { Centre } from "@/lib/contracts/centre";
import type { RoleInCentre } from "@/lib/contracts/user";
import { EVERYWHERE, ROLES } from "@/lib/domain/permission";

const NAMED_MAX = 3;

export function RolesInWords({ roles, centres }: { roles: RoleInCentre[]; centres: Centre[] }) {
  const t = useTranslations("people");
  const word = useTranslations("shell.roles");
  if (roles.length === 0) return <span className="text-ink-3 italic">{t("no-role")}</span>;
  const names = new Map(centres.map(({ id, name }) => [id, name]));
  const parts = ROLES.flatMap((role) => {
    const held = roles.filter((one) => one.role === role).map(({ centreId }) => centreId);
    if (held.length === 0) return [];
    if (held.includes(EVERYWHERE)) return [t("role-everywhere", { role: word(role) })];
    const named = held.slice(0, NAMED_MAX).map((id) => names.get(id) ?? id);
    return [
      t("role-in", {
        role: word(role),
        centres: named.join(", "),
        more: held.length - named.length,
      }),
    ];
  });
  return <span className="inline-block first-letter:uppercase">{parts.join(" · ")}</span>;
}
