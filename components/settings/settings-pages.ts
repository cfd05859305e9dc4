/**
 * Lists the pages of the settings, and who may open them. A page that a user may not open is not
 * listed.
 */
import type { Permission } from "@/lib/domain/permission";

export const SETTINGS_PAGES = [
  { name: "centres", href: "/settings/centres", permission: "centre:administer" },
  { name: "organisation", href: "/settings/organisation", permission: "centre:administer" },
  { name: "people", href: "/settings/people", permission: "user:administer" },
  { name: "access", href: "/settings/access", permission: "user:administer" },
  // Administrators allow devices; whoever counts sets their own PIN.
  {
    name: "devices",
    href: "/settings/devices",
    permission: "device:administer",
    or: "till-count:record",
  },
  { name: "counting", href: "/settings/counting", permission: "centre:administer" },
  { name: "tolerances", href: "/settings/tolerances", permission: "tolerance:view" },
  { name: "quiet-days", href: "/settings/quiet-days", permission: "tolerance:view" },
  { name: "petty-cash", href: "/settings/petty-cash", permission: "tolerance:change" },
  { name: "reasons", href: "/settings/reasons", permission: "centre:administer" },
  { name: "item-kinds", href: "/settings/item-kinds", permission: "tolerance:view" },
  { name: "journal", href: "/settings/journal", permission: "journal:view" },
  { name: "connection", href: "/settings/connection", permission: "cashrec:probe" },
  { name: "cash-sheets", href: "/settings/cash-sheets", permission: "sheet:import" },
  { name: "notifications", href: "/settings/notifications", permission: "account:use" },
  { name: "webhooks", href: "/settings/webhooks", permission: "webhook:administer" },
  { name: "security", href: "/settings/security", permission: "security:administer" },
  { name: "operations", href: "/settings/operations", permission: "security:administer" },
  {
    name: "single-sign-on",
    href: "/settings/single-sign-on",
    permission: "security:administer",
  },
  { name: "password", href: "/settings/password", permission: "account:use" },
  { name: "second-factor", href: "/settings/second-factor", permission: "account:use" },
  { name: "sessions", href: "/settings/sessions", permission: "account:use" },
  { name: "personal-data", href: "/settings/personal-data", permission: "account:use" },
  { name: "tokens", href: "/settings/tokens", permission: "account:use" },
] as const satisfies { name: string; href: string; permission: Permission; or?: Permission }[];

export type SettingsPage = (typeof SETTINGS_PAGES)[number];

export function listSettingsPages(permissions: readonly Permission[]): SettingsPage[] {
  return SETTINGS_PAGES.filter(
    (page) =>
      permissions.includes(page.permission) || ("or" in page && permissions.includes(page.or)),
  );
}
