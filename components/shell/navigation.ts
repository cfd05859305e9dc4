/**
 * Lists the pages of the workspace, and who may open them. A page that a user may not open is not
 * listed.
 */
import type { Permission } from "@/lib/domain/permission";
import { SETTINGS_PAGES } from "../settings/settings-pages";

export type NavigationName =
  | "today"
  | "reconcile"
  | "count"
  | "petty-cash"
  | "variances"
  | "reports"
  | "journal"
  | "trail"
  | "settings";

export type NavigationItem = {
  name: NavigationName;
  href: string;
  /** This is the second key after G. */
  key?: string;
  /** It stands at the foot of the sidebar, away from the daily work. */
  foot?: true;
  /** A phone's bar has no room for it; it is in the menu of the user instead. */
  isInMenuOnPhones?: true;
  /** Any of these permissions opens it; an empty list is open to everyone who is signed in. */
  permissions: readonly Permission[];
};

const NAVIGATION: readonly NavigationItem[] = [
  { name: "today", href: "/", key: "t", permissions: [] },
  { name: "reconcile", href: "/reconciliations", key: "r", permissions: ["reconciliation:view"] },
  {
    name: "count",
    href: "/till-counts",
    key: "c",
    permissions: ["till-count:record", "till-count:import"],
  },
  { name: "petty-cash", href: "/petty-cash", key: "f", permissions: ["till-count:view"] },
  { name: "variances", href: "/variances", key: "v", permissions: ["variance:view"] },
  { name: "reports", href: "/reports", key: "p", permissions: ["reconciliation:view"] },
  {
    name: "journal",
    href: "/journal",
    key: "j",
    isInMenuOnPhones: true,
    permissions: ["journal:view"],
  },
  { name: "trail", href: "/audit", key: "a", permissions: ["audit:view"] },
  { name: "settings", href: "/settings", foot: true, permissions: ["account:use"] },
];

/** Petty cash is listed for whom there is a fund, and for those who may open one. */
export function listNavigation(
  permissions: readonly Permission[],
  { hasFunds }: { hasFunds: boolean },
): NavigationItem[] {
  return NAVIGATION.filter(
    (item) =>
      item.permissions.length === 0 ||
      item.permissions.some((permission) => permissions.includes(permission)),
  ).flatMap((item) => {
    if (item.name !== "petty-cash") return [item];
    if (!hasFunds && !permissions.includes("tolerance:change")) return [];
    // Whoever counts alone has few pages, so that a phone's bar has room for it.
    const isFull = permissions.includes("reconciliation:view");
    return [isFull ? { ...item, isInMenuOnPhones: true as const } : item];
  });
}

export function isCurrentPage(item: NavigationItem, path: string): boolean {
  // The calendar is the coverage part of the first page, in full.
  return item.href === "/"
    ? path === "/" || path === "/coverage"
    : path === item.href || path.startsWith(`${item.href}/`);
}

/** These pages stand in no menu. */
const ELSEWHERE = [
  { href: "/coverage", permissions: ["reconciliation:view"] },
  { href: "/owed", permissions: ["reconciliation:view"] },
  { href: "/notices", permissions: ["account:use"] },
] as const;

/** Returns the permissions of which one opens the page; it is empty for a page that is unknown. */
export function listRequired(path: string): readonly Permission[] {
  const settings = SETTINGS_PAGES.map((page) => {
    const permissions = "or" in page ? [page.permission, page.or] : [page.permission];
    return { href: page.href, permissions };
  });
  const found = [...settings, ...ELSEWHERE, ...NAVIGATION].find(
    ({ href }) => path === href || path.startsWith(`${href}/`),
  );
  return found?.permissions ?? [];
}
