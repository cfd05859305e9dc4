/** The places of the workspace, and who may open them. What one may not open is not listed. */
import type { Permission } from "@/lib/domain/permission";

export type PlaceName = "today" | "reconcile" | "count" | "variances" | "trail" | "settings";

export type Place = {
  name: PlaceName;
  href: string;
  /** The second key after G. */
  key?: string;
  /** At the foot of the spine, away from the daily work. */
  foot?: true;
  /** Any of them opens it; an empty list is open to everyone who is signed in. */
  permissions: readonly Permission[];
};

const PLACES: readonly Place[] = [
  { name: "today", href: "/", key: "t", permissions: [] },
  { name: "reconcile", href: "/reconciliations", key: "r", permissions: ["reconciliation:view"] },
  {
    name: "count",
    href: "/till-counts",
    key: "c",
    permissions: ["till-count:record", "till-count:import"],
  },
  { name: "variances", href: "/variances", key: "v", permissions: ["variance:view"] },
  { name: "trail", href: "/audit", key: "a", permissions: ["audit:view"] },
  { name: "settings", href: "/settings", foot: true, permissions: [] },
];

export function placesFor(permissions: readonly Permission[]): Place[] {
  return PLACES.filter(
    (place) =>
      place.permissions.length === 0 ||
      place.permissions.some((permission) => permissions.includes(permission)),
  );
}

export function isAt(place: Place, path: string): boolean {
  // The calendar is the first page's own, in full.
  return place.href === "/"
    ? path === "/" || path === "/coverage"
    : path === place.href || path.startsWith(`${place.href}/`);
}
