"use client";

/**
 * Chooses a time zone from those that the browser knows, grouped by continent; typing a city finds
 * it, as in every native list. The server renders the chosen one alone, because it calls some by
 * other names.
 */
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { groupBy } from "@/lib/domain/group-by";
import { Select } from "../ui/input";
import { useHydrated } from "../ui/use-hydrated";

export function TimeZoneSelect({ defaultValue, ...rest }: ComponentProps<typeof Select>) {
  const t = useTranslations("centre");
  const chosen = typeof defaultValue === "string" ? defaultValue : "";
  const isHydrated = useHydrated();
  const groups = groupBy(
    listTimeZones(chosen, isHydrated).map(describeZone),
    ({ region }) => region,
    (zone) => zone,
  );
  return (
    <Select {...rest} defaultValue={chosen}>
      <option value="">{t("zone-none")}</option>
      {[...groups].map(([region, zones]) => (
        <optgroup key={region} label={region === "" ? t("zone-other") : region}>
          {zones.map(({ zone, city }) => (
            <option key={zone} value={zone}>
              {city}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}

/** The zone of this device is the likely one of the first centre. */
export function findOwnTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A stored zone stays in the list, even where the browser calls it by a newer name. */
function listTimeZones(chosen: string, isHydrated: boolean): string[] {
  const known = isHydrated ? [...Intl.supportedValuesOf("timeZone"), "UTC"] : [];
  return [...new Set(chosen === "" ? known : [...known, chosen])].sort();
}

function describeZone(zone: string): { zone: string; region: string; city: string } {
  const [region = "", ...city] = zone.split("/");
  if (city.length === 0) return { zone, region: "", city: zone };
  return { zone, region, city: city.join(", ").replaceAll("_", " ") };
}
