import "server-only";

/**
 * Chooses the language of a page, and loads its messages. The user's choice is stored in a cookie;
 * without one, the browser's preference decides. The address never names the language.
 */
import { getRequestConfig } from "next-intl/server";
import { cookies, headers } from "next/headers";
import { log } from "../log";
import { chooseLanguage, chooseTimeZone } from "./choose";
import { loadPageMessages } from "./messages";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLanguage(jar.get("language")?.value, head.get("accept-language"));
  return {
    locale,
    messages: await loadPageMessages(locale),
    timeZone: chooseTimeZone(jar.get("zone")?.value),
    // A missing message must not break the page.
    onError: (error) =>
      log().warn({ code: error.code, message: error.message }, "a word is missing"),
    getMessageFallback: ({ namespace, key }) => [namespace, key].filter(Boolean).join("."),
  };
});
