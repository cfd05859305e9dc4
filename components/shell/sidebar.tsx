"use client";

/** Shows the green sidebar: at the left on a desktop, as a bar at the bottom on a phone. */
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { classNames } from "../ui/class-names";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { BrandMark, NavigationIcon } from "./navigation-icon";
import { isCurrentPage, type NavigationItem } from "./navigation";

export function Sidebar({ navigation }: { navigation: NavigationItem[] }) {
  const t = useTranslations("shell");
  return (
    <nav
      aria-label={t("main")}
      className={classNames(
        "spine no-print fixed z-30 flex bg-spine text-spine-ink",
        "inset-x-0 bottom-0 min-h-[60px] pb-[env(safe-area-inset-bottom)]",
        "max-sm:short:static sm:inset-x-auto sm:inset-y-0 sm:left-0 sm:min-h-0 sm:w-[76px] sm:flex-col sm:pb-0",
      )}
    >
      <PrefetchOnHoverLink
        href="/"
        aria-label={t("brand")}
        className="grid h-14 place-items-center text-spine-ink max-sm:hidden"
      >
        <BrandMark />
      </PrefetchOnHoverLink>
      <ul className="flex flex-1 gap-0.5 p-1 sm:flex-none sm:flex-col sm:px-1.5">
        {navigation.filter(({ foot }) => foot !== true).map(toItem)}
      </ul>
      <ul className="mt-auto p-1 max-sm:hidden sm:px-1.5 sm:pb-2">
        {navigation.filter(({ foot }) => foot === true).map(toItem)}
      </ul>
    </nav>
  );
}

const toItem = (item: NavigationItem) => <Item key={item.name} item={item} />;

function Item({ item }: { item: NavigationItem }) {
  const t = useTranslations("shell.places");
  const here = isCurrentPage(item, usePathname());
  return (
    <li
      className={classNames(
        "flex-1 sm:flex-none",
        item.isInMenuOnPhones === true && "max-sm:hidden",
      )}
    >
      <PrefetchOnHoverLink
        href={item.href}
        aria-current={here ? "page" : undefined}
        className={classNames(
          "place",
          here ? "bg-spine-on text-spine-ink" : "text-spine-ink-2 hover:text-spine-ink",
        )}
      >
        <NavigationIcon name={item.name} />
        {t(item.name)}
      </PrefetchOnHoverLink>
    </li>
  );
}
