/**
 * The messages that a part of the product needs in the browser. They are sent within the page, so
 * each part provides its own, in addition to those that every page needs.
 */
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Namespace } from "@/lib/server/language/messages";

const EVERYWHERE: readonly Namespace[] = ["ui", "shell", "problem"];

type PageMessagesProps = { of: readonly Namespace[]; children: ReactNode };

export async function PageMessages({ of, children }: PageMessagesProps) {
  const all = await getMessages();
  // oxlint-disable-next-line security/detect-object-injection -- a name of the list
  const some = [...EVERYWHERE, ...of].map((name) => [name, all[name]] as const);
  return (
    <NextIntlClientProvider messages={Object.fromEntries(some)}>{children}</NextIntlClientProvider>
  );
}
