/**
 * Names browser and system by what a request calls them, for people who look for a session that is
 * not theirs. Anybody may send any text, so that nothing is decided by it.
 */
export type NamedBrowser = { browser: string | null; system: string | null };

/** The first that fits counts: browsers also claim to be those that are listed after them. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOPT\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const CHARACTERS_MAX = 512;

export function nameBrowser(userAgent: string | null): NamedBrowser {
  const text = (userAgent ?? "").slice(0, CHARACTERS_MAX);
  return { browser: findName(BROWSERS, text), system: findName(SYSTEMS, text) };
}

function findName(names: readonly (readonly [RegExp, string])[], text: string): string | null {
  return names.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
