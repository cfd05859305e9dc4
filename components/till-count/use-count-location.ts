"use client";

/**
 * Which centre, date, shift, till and tender are on the screen: the address bar says it. Until
 * the page is alive it shows what it was asked for, because the page that a device keeps for the
 * time without a network may have been kept under another address.
 */
import { usePathname, useSearchParams } from "next/navigation";
import { useSyncExternalStore } from "react";

const NAMES = ["centreId", "date", "shift", "till", "tender"] as const;
export type CountPlace = Record<(typeof NAMES)[number], string>;
export type AskedPlace = Partial<CountPlace>;

export function useCountPlace(usual: Pick<CountPlace, "centreId" | "date">, asked: AskedPlace) {
  const params = useSearchParams();
  const pathname = usePathname();
  const alive = useSyncExternalStore(never, yes, no);
  const said = (name: keyof CountPlace) => (alive ? params.get(name) : asked[name]) ?? null;
  const place: CountPlace = {
    centreId: said("centreId") ?? usual.centreId,
    date: said("date") ?? usual.date,
    shift: said("shift") ?? "",
    till: said("till") ?? "",
    tender: said("tender") ?? "",
  };
  /** Another centre or date leaves the till behind, another till the tender. */
  const go = (change: Partial<CountPlace>) => {
    const next = { ...place, ...leftBehind(change), ...change };
    const query = new URLSearchParams();
    for (const name of NAMES) if (next[name] !== "") query.set(name, next[name]);
    const deeper = depthOf(next) > depthOf(place);
    const address = `${pathname}?${query.toString()}`;
    if (deeper) window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
    window.scrollTo({ top: 0 });
  };
  return { place, go };
}

export type GoTo = ReturnType<typeof useCountPlace>["go"];

function leftBehind(change: Partial<CountPlace>): Partial<CountPlace> {
  const moved = change.centreId !== undefined || change.date !== undefined;
  if (moved) return { shift: "", till: "", tender: "" };
  return change.till === undefined ? {} : { tender: "" };
}

function depthOf({ till, tender }: CountPlace): number {
  return Number(till !== "") + Number(tender !== "");
}

const never = () => () => undefined;
const yes = () => true;
const no = () => false;
