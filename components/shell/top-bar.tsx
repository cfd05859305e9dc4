"use client";

/** Shows where the user is, where they can go, and who they are. */
import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { useLocale, useTranslations } from "next-intl";
import { recallList } from "@/lib/client/list-return";
import { formatBusinessDate } from "@/lib/domain/format";
import type { Permission } from "@/lib/domain/permission";
import { helpAddress } from "@/lib/domain/screen/help-address";
import { Icon } from "../ui/icon";
import { Kbd } from "../ui/kbd";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { AccountMenu } from "./account-menu";
import { isCurrentPage, type NavigationItem } from "./navigation";
import { NoticesLink } from "./notices-link";
import { usePageName } from "./page-name";

type TopBarProps = {
  name: string;
  roles: string[];
  navigation: NavigationItem[];
  permissions: readonly Permission[];
  sandbox: boolean;
  onPalette: () => void;
  /** The reader is about to press it. */
  onPrefetchPalette: () => void;
  onShortcuts: () => void;
};

export function TopBar(props: TopBarProps) {
  const { name, roles, navigation, permissions, sandbox, onShortcuts, ...rest } = props;
  const t = useTranslations("shell");
  return (
    <header className="no-print flex h-12 items-center gap-2 border-b border-rule px-edge sm:h-11 sm:gap-4">
      <Breadcrumb navigation={navigation} />
      <div className="ml-auto flex items-center sm:gap-4">
        <button
          type="button"
          onClick={rest.onPalette}
          onFocus={rest.onPrefetchPalette}
          onPointerEnter={rest.onPrefetchPalette}
          aria-keyshortcuts="Control+K Meta+K"
          className="search-button"
        >
          <Icon name="search" className="size-5 text-ink-2 sm:hidden" />
          <span className="truncate max-sm:sr-only">{t("go-to")}</span>
          <span className="ml-auto max-sm:hidden">
            <Kbd>{t("palette-keys")}</Kbd>
          </span>
        </button>
        {sandbox && (
          <span
            title={t("sandbox-hint")}
            className="rounded-sm border border-ink-2 px-1.5 text-xs leading-[18px] whitespace-nowrap text-ink-2"
          >
            {t("sandbox")}
          </span>
        )}
        <PrefetchOnHoverLink
          href={helpAddress(usePathname(), permissions)}
          aria-label={t("help.open")}
          title={t("help.open")}
          className="grid size-7 place-items-center rounded-md border border-rule-strong text-sm text-ink-2 no-underline hover:bg-hover max-sm:size-11 max-sm:border-transparent"
        >
          <span aria-hidden="true">?</span>
        </PrefetchOnHoverLink>
        {permissions.includes("account:use") && <NoticesLink />}
        <AccountMenu {...{ name, roles }} workspace={{ navigation, onShortcuts }} />
      </div>
    </header>
  );
}

/** This page is a long list, which puts its own title into the bar to leave room for lines. */
const TITLED_BY_PAGE = "/reconciliations";

/** A day leads back to the list that the reader came from. */
function useListAddress(): string {
  return useSyncExternalStore(neverChanges, recallList, () => TITLED_BY_PAGE);
}

function neverChanges(): () => void {
  return () => undefined;
}

const OUTSIDE_MENU = ["notices", "owed"] as const;

function Breadcrumb({ navigation }: { navigation: NavigationItem[] }) {
  const t = useTranslations("shell");
  const language = useLocale();
  const path = usePathname();
  const pageName = usePageName();
  const list = useListAddress();
  if (path === TITLED_BY_PAGE) return null;
  const current = navigation.find((one) => isCurrentPage(one, path));
  if (current === undefined) {
    const name = OUTSIDE_MENU.find((one) => path === `/${one}`);
    return (
      <div className="min-w-0 truncate text-ink-2">
        {name === undefined ? t("product") : t(`places.${name}`)}
      </div>
    );
  }
  const date = /\/(\d{4}-\d{2}-\d{2})$/.exec(path)?.[1];
  const label = date === undefined ? t(`places.${current.name}`) : t("reconciliations");
  return (
    <div className="flex min-w-0 gap-2 whitespace-nowrap text-ink-2">
      {path === current.href ? (
        <span className="truncate">{label}</span>
      ) : (
        <PrefetchOnHoverLink
          href={date === undefined ? current.href : list}
          className="truncate text-ink-2 no-underline hover:underline"
        >
          {label}
        </PrefetchOnHoverLink>
      )}
      {date !== undefined && (
        <>
          <span aria-hidden="true" className="text-ink-3">
            /
          </span>
          <span className="truncate">
            {pageName ?? formatBusinessDate(date, language, "short")}
          </span>
        </>
      )}
    </div>
  );
}
