import "server-only";

/**
 * Provides translations for what the server makes itself, such as a file, outside of a page and its
 * hooks.
 */
import { createTranslator } from "use-intl/core";
import type { Language } from "@/lib/domain/format";
import { type Preference, readPreference } from "@/lib/domain/screen/preference-cookie";
import { cookiesOf } from "../http/cookies";
import { chooseLanguage, chooseTimeZone } from "./choose";
import { loadFileMessages } from "./messages";

export type Reader = { language: Language; timeZone: string };

/** Translates the keys of one namespace, like the hook of a component. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Chooses the preferences of a file's reader in the same way as for pages. */
export function readPreferences(request: Request): Reader {
  const cookies = cookiesOf(request);
  const read = (name: Preference) => readPreference(name, (cookie) => cookies[cookie]);
  return {
    language: chooseLanguage(read("language"), request.headers.get("accept-language")),
    timeZone: chooseTimeZone(read("zone")),
  };
}

export async function getTranslations(
  namespace: string,
  { language, timeZone }: Reader,
): Promise<Translate> {
  const messages = await loadFileMessages(language);
  return createTranslator({ locale: language, timeZone, messages, namespace }) as Translate;
}

type Markup = (
  key: string,
  values: Record<string, string | number | ((text: string) => string)>,
) => string;

/**
 * Removes the markup of messages that a page shows partly in bold, because a file has plain text.
 */
export function withoutMarkup(t: Translate): Translate {
  const { markup } = t as Translate & { markup: Markup };
  const b = (text: string) => text;
  return (key, values) => (values === undefined ? t(key) : markup(key, { ...values, b }));
}
