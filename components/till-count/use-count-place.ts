"use client";

/** Which centre, date, shift and till are on the screen. They stand in the address bar. */
import { usePathname, useSearchParams } from "next/navigation";

const NAMES = ["centreId", "date", "shift", "till"] as const;
export type CountPlace = Record<(typeof NAMES)[number], string>;

export function useCountPlace(usual: Pick<CountPlace, "centreId" | "date">) {
  const params = useSearchParams();
  const pathname = usePathname();
  const place: CountPlace = {
    centreId: params.get("centreId") ?? usual.centreId,
    date: params.get("date") ?? usual.date,
    shift: params.get("shift") ?? "",
    till: params.get("till") ?? "",
  };
  /** Another centre or date leaves shift and till behind. */
  const go = (change: Partial<CountPlace>) => {
    const moved = change.centreId !== undefined || change.date !== undefined;
    const next = { ...place, ...(moved ? { shift: "", till: "" } : {}), ...change };
    const query = new URLSearchParams();
    for (const name of NAMES) if (next[name] !== "") query.set(name, next[name]);
    const opened = next.shift !== "" && place.shift === "";
    const address = `${pathname}?${query.toString()}`;
    if (opened) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  };
  return { place, go };
}
