import "server-only";

/** Words for what the server makes by itself, such as a file: no page and no hook is near. */
import { createTranslator } from "next-intl";
import type { Language } from "@/lib/domain/format";
import { cookiesOf } from "../http/cookies";
import { chooseLanguage, chooseTimeZone } from "./choose";
import { loadFileMessages } from "./messages";

export type Reader = { language: Language; timeZone: string };

/** The words of one namespace, as a hook gives them to a component. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

/** Who asks, as far as a file needs to know: the same choice that pages go by. */
export function readPreferences(request: Request): Reader {
  const cookies = cookiesOf(request);
  return {
    language: chooseLanguage(cookies.language, request.headers.get("accept-language")),
    timeZone: chooseTimeZone(cookies.zone),
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

/** For sentences that a page sets partly in bold: a file tells them plainly. */
export function withoutMarkup(t: Translate): Translate {
  const { markup } = t as Translate & { markup: Markup };
  const b = (text: string) => text;
  return (key, values) => (values === undefined ? t(key) : markup(key, { ...values, b }));
}
