"use client";

/**
 * Stores a person's preferences in this browser: theme, language, time zone, shortcuts, open chart.
 * They are cookies, so that the server's first response already follows them; nothing here is
 * secret and nothing is sent elsewhere.
 */
import { useSyncExternalStore } from "react";
import {
  type Preference,
  PREFERENCES,
  preferenceCookieName,
  readPreference,
} from "@/lib/domain/screen/preference-cookie";

export type Theme = "system" | "light" | "dark";

const YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

export function setTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  write("theme", theme === "system" ? null : theme);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => "system" as const);
}

/** The caller refreshes the page, because the server renders its texts. */
export function setLanguage(language: string): void {
  write("language", language);
}

export function rememberTimeZone(): void {
  renameEarlierCookies();
  const zone = encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
  if (read("zone") !== zone) write("zone", zone);
}

export function setShortcutsEnabled(wanted: boolean): void {
  write("keys", wanted ? null : "off");
}

export function useShortcutsEnabled(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => read("keys") !== "off",
    () => true,
  );
}

/** The chart of the list of lines is folded unless it was opened. */
export function rememberChart(isOpen: boolean): void {
  write("chart", isOpen ? "open" : null);
}

function currentTheme(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === "light" || theme === "dark" ? theme : "system";
}

function read(preference: Preference): string | null {
  return readPreference(preference, readCookie) ?? null;
}

function readCookie(name: string): string | null {
  const found = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

/** Preferences of an earlier version must not be lost, and its cookies not stay. */
function renameEarlierCookies(): void {
  if (!isHttps()) return;
  for (const preference of PREFERENCES) {
    if (readCookie(preference) !== null) write(preference, read(preference));
  }
}

function isHttps(): boolean {
  return location.protocol === "https:";
}

function write(preference: Preference, value: string | null): void {
  writeCookie(preferenceCookieName(preference, isHttps()), value);
  if (isHttps() && readCookie(preference) !== null) writeCookie(preference, null);
  for (const listener of listeners) listener();
}

function writeCookie(name: string, value: string | null): void {
  const age = value === null ? 0 : YEAR_SECONDS;
  const secure = isHttps() ? "; Secure" : "";
  document.cookie = `${name}=${value ?? ""}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
