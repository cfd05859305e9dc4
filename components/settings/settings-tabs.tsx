"use client";

/** Links the settings pages; the open one is underlined in ink. */
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import type { Permission } from "@/lib/domain/permission";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { listSettingsPages } from "./settings-pages";

export function SettingsTabs({ permissions }: { permissions: Permission[] }) {
  const t = useTranslations("settings");
  const path = usePathname();
  return (
    <nav aria-label={t("title")} className="no-print mt-2 border-b border-rule-strong px-edge">
      <ul className="flex flex-wrap gap-x-6">
        {listSettingsPages(permissions).map(({ name, href }) => {
          const open = path === href || path.startsWith(`${href}/`);
          return (
            <li key={name}>
              <PrefetchOnHoverLink
                href={href}
                aria-current={open ? "page" : undefined}
                className={
                  open
                    ? "flex h-control items-center border-b-2 border-ink font-medium text-ink no-underline"
                    : "flex h-control items-center border-b-2 border-transparent text-ink-2 no-underline hover:text-ink"
                }
              >
                {t(name)}
              </PrefetchOnHoverLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
