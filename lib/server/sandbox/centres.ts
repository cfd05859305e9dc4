import "server-only";

/**
 * The centres of the demonstration: twelve in euros, one in pounds, one in a currency without
 * cents, and two in currencies without small coins.
 */
import type { Centre } from "@/lib/contracts/centre";

export const DEMO_CENTRES: Centre[] = [
  centre("101", "Bilbao", "Europe/Madrid"),
  centre("102", "Porto", "Europe/Lisbon"),
  centre("103", "Lyon", "Europe/Paris"),
  centre("104", "Bologna", "Europe/Rome"),
  centre("105", "Cork", "Europe/Dublin"),
  centre("106", "Ghent", "Europe/Brussels"),
  centre("107", "Leuven", "Europe/Brussels"),
  centre("108", "Nantes", "Europe/Paris"),
  centre("109", "Seville", "Europe/Madrid"),
  centre("110", "Turin", "Europe/Rome"),
  centre("111", "Utrecht", "Europe/Amsterdam"),
  centre("112", "Valencia", "Europe/Madrid"),
  centre("113", "London", "Europe/London", "GBP"),
  centre("114", "Kyoto", "Asia/Tokyo", "JPY"),
  centre("115", "Zurich", "Europe/Zurich", "CHF"),
  centre("116", "Stockholm", "Europe/Stockholm", "SEK"),
];

function centre(id: string, name: string, timeZone: string, currency = "EUR"): Centre {
  return { id, name, currency, timeZone, dayStartsAt: "05:00" };
}
