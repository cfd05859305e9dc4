import "server-only";

/**
 * Chooses the language of a page, and loads its messages. The user's choice is stored in a cookie;
 * without one, the browser's preference decides. The address never names the language.
 */
import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { type Preference, readPreference } from "@/lib/domain/screen/preference-cookie";
import { log } from "../log";
import { chooseLanguage, chooseTimeZone } from "./choose";
import { loadPageMessages } from "./messages";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const read = (name: Preference) => readPreference(name, (cookie) => jar.get(cookie)?.value);
  const locale = chooseLanguage(read("language"), head.get("accept-language"));
  return {
    locale,
    messages: await loadPageMessages(locale),
    timeZone: chooseTimeZone(read("zone")),
    // A missing message must not break the page.
    onError: (error) =>
      log().warn({ code: error.code, message: error.message }, "a word is missing"),
    getMessageFallback: ({ namespace, key }) => [namespace, key].filter(Boolean).join("."),
  };
});
