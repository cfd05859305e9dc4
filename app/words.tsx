/**
 * The words that a part of the product needs in the browser. They travel in the page itself, so
 * each part brings its own, beside those that are wanted everywhere.
 */
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/lib/server/language/messages";

const EVERYWHERE: readonly Namespace[] = ["ui", "shell", "problem"];

type WordsProps = { of: readonly Namespace[]; children: ReactNode };

export async function Words({ of, children }: WordsProps) {
  const all = await getMessages();
  const some = [...EVERYWHERE, ...of].map((name) => [name, all[name]] as const);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(some)}>{children}</NextIntlClientProvider>
  );
}
