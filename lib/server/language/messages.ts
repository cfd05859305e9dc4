import "server-only";

/** All messages of one language: one file for each feature, merged under the feature's name. */
import type { Language } from "@/lib/domain/format";
import { loadMessages, type Messages } from "@/lib/messages/load-messages";

export const NAMESPACES = [
  "ui",
  "shell",
  "installation",
  "file-import",
  "problem",
  "today",
  "first-day",
  "filter",
  "reconciliation",
  "day",
  "export",
  "sync",
  "chart",
  "variance",
  "till-count",
  "pieces",
  "operations",
  "organisation",
  "people",
  "access",
  "personal-data",
  "sign-in",
  "centre",
  "token",
  "settings",
  "connection",
  "credentials",
  "field-map",
  "sheet-import",
  "findings",
  "audit",
  "activity",
  "workflow",
  "sign-off",
  "tolerance",
  "tolerance-rule",
  "quiet-days",
  "coverage",
  "saved-view",
  "explanation",
  "explain-many",
  "reason",
  "counting",
  "thread",
  "device",
  "journal",
  "item-kind",
  "notice",
  "webhook",
  "reports",
  "petty-cash",
  "owed",
  "security",
  "session",
  "second-factor",
  "single-sign-on",
  "identity-proof",
  "keys",
] as const;

export type Namespace = (typeof NAMESPACES)[number];

/** Files that the server makes need these messages, and no page does. */
export const FILE_NAMESPACES = ["report", "packet", "variance-report", "mail"] as const;

const ofPages = new Map<Language, Promise<Messages>>();

/** Loads the messages of a page, of some fifty files, once for all requests. */
export function loadPageMessages(language: Language): Promise<Messages> {
  const found = ofPages.get(language);
  if (found !== undefined) return found;
  const loading = loadMessages(language, NAMESPACES);
  ofPages.set(language, loading);
  return loading;
}

/** Loads all messages. */
export function loadFileMessages(language: Language): Promise<Messages> {
  return loadMessages(language, [...NAMESPACES, ...FILE_NAMESPACES]);
}
