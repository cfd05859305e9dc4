"use client";

/**
 * Reads centre, date, shift, till and tender from the address. Until hydration it uses those of the
 * request, because the page that a device stores for use offline may have been stored under another
 * address.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { useHydrated } from "../ui/use-hydrated";

const NAMES = ["centreId", "date", "shift", "till", "tender"] as const;
export type CountLocation = Record<(typeof NAMES)[number], string>;
export type RequestedLocation = Partial<CountLocation>;

export function useCountLocation(
  initial: Pick<CountLocation, "centreId" | "date">,
  requested: RequestedLocation,
) {
  const params = useSearchParams();
  const pathname = usePathname();
  const isHydrated = useHydrated();
  const read = (name: keyof CountLocation) =>
    (isHydrated ? params.get(name) : requested[name]) ?? null;
  const location: CountLocation = {
    centreId: read("centreId") ?? initial.centreId,
    date: read("date") ?? initial.date,
    shift: read("shift") ?? "",
    till: read("till") ?? "",
    tender: read("tender") ?? "",
  };
  /** Another centre or date resets the till, another till the tender. */
  const go = (change: Partial<CountLocation>) => {
    const next = { ...location, ...pickReset(change), ...change };
    const query = new URLSearchParams();
    for (const name of NAMES) if (next[name] !== "") query.set(name, next[name]);
    const deeper = countDepth(next) > countDepth(location);
    const address = `${pathname}?${query.toString()}`;
    if (deeper) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    window.scrollTo({ top: 0 });
  };
  return { location, go };
}

export type GoTo = ReturnType<typeof useCountLocation>["go"];

function pickReset(change: Partial<CountLocation>): Partial<CountLocation> {
  const moved = change.centreId !== undefined || change.date !== undefined;
  if (moved) return { shift: "", till: "", tender: "" };
  return change.till === undefined ? {} : { tender: "" };
}

function countDepth({ till, tender }: CountLocation): number {
  return Number(till !== "") + Number(tender !== "");
}
