"use client";

/**
 * Links the settings pages. On a wide screen the open one is underlined in ink; on a phone, where
 * they would take rows before the page begins, they unfold below the name of the open one.
 */
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import type { Permission } from "@/lib/domain/permission";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { listSettingsPages, type SettingsPage } from "./settings-pages";

export function SettingsTabs({ permissions }: { permissions: Permission[] }) {
  const t = useTranslations("settings");
  const path = usePathname();
  const pages = listSettingsPages(permissions);
  const open = pages.find(({ href }) => path === href || path.startsWith(`${href}/`));
  return (
    <nav aria-label={t("title")} className="no-print mt-2 border-b border-rule-strong px-edge">
      {/* The key folds it when another page is opened. */}
      <details key={path} className="sm:hidden">
        <summary className="flex h-control items-center gap-2 font-medium text-ink">
          <span aria-hidden="true">▾</span>
          {t(open?.name ?? "title")}
        </summary>
        <PageLinks pages={pages} open={open} className="flex flex-col pb-2" />
      </details>
      <PageLinks pages={pages} open={open} className="flex flex-wrap gap-x-6 max-sm:hidden" />
    </nav>
  );
}

type PageLinksProps = {
  pages: readonly SettingsPage[];
  open: SettingsPage | undefined;
  className: string;
};

function PageLinks({ pages, open, className }: PageLinksProps) {
  const t = useTranslations("settings");
  return (
    <ul className={className}>
      {pages.map((page) => (
        <li key={page.name}>
          <PrefetchOnHoverLink
            href={page.href}
            aria-current={page === open ? "page" : undefined}
            className={
              page === open
                ? "flex h-control items-center border-b-2 border-ink font-medium text-ink no-underline"
                : "flex h-control items-center border-b-2 border-transparent text-ink-2 no-underline hover:text-ink"
            }
          >
            {t(page.name)}
          </PrefetchOnHoverLink>
        </li>
      ))}
    </ul>
  );
}
