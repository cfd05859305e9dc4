import "server-only";

/**
 * Chooses the reader's language and time zone from what the browser sends. Both may be nonsense.
 */
import { type Language, LANGUAGES } from "@/lib/domain/format";

const HEADER_CHARS_MAX = 500;

export function chooseLanguage(cookie: string | undefined, header: string | null): Language {
  return known(cookie ?? "") ?? preferred(header ?? "") ?? "en";
}

/** A formatter is made once for each zone: making one takes a third of a millisecond. */
const zones = new Set<string>();

/** Returns UTC until the browser has sent its zone. */
export function chooseTimeZone(cookie: string | undefined): string {
  if (cookie === undefined) return "UTC";
  try {
    const zone = decodeURIComponent(cookie);
    if (zones.has(zone)) return zone;
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    zones.add(timeZone);
    return timeZone;
  } catch {
    return "UTC"; // The zone does not exist, or there is none.
  }
}

function preferred(header: string): Language | null {
  const preferences = header
    .slice(0, HEADER_CHARS_MAX)
    .split(",")
    .map((preferred) => {
      const [tag = "", ...parameters] = preferred.trim().toLowerCase().split(";");
      const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
      return { tag, weight: quality === undefined ? 1 : Number(quality.split("=")[1]) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { tag } of preferences) {
    const language = known(tag.split("-")[0] ?? "");
    if (language !== null) return language;
  }
  return null;
}

function known(text: string): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null;
}
