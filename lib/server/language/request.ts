import "server-only";

/**
 * Which language a page speaks, and its words. A person's choice stands in a cookie; before there
 * is one, the browser's own preference decides. The address never names the language.
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
    // A word that is missing costs a word, never the page.
    onError: (error) =>
      log().warn({ code: error.code, message: error.message }, "a word is missing"),
    getMessageFallback: ({ namespace, key }) => [namespace, key].filter(Boolean).join("."),
  };
});
