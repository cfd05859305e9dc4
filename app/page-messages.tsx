/**
 * The messages that a part of the product needs in the browser, in addition to those of the parts
 * around it. A page names their address, and browsers keep them: they are not sent within it.
 */
import { getLocale, getTimeZone } from "next-intl/server";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { readLanguage } from "@/lib/domain/format";
import { findCatalogueAddress } from "@/lib/server/language/catalogues";
import type { Namespace } from "@/lib/server/language/messages";
import { LoadedMessages } from "./loaded-messages";

type PageMessagesProps = { of: readonly Namespace[]; children: ReactNode };

export async function PageMessages({ of, children }: PageMessagesProps) {
  const [language, timeZone, head] = await Promise.all([getLocale(), getTimeZone(), headers()]);
  return (
    <LoadedMessages
      language={language}
      timeZone={timeZone}
      address={await findCatalogueAddress(readLanguage(language), of)}
      nonce={head.get("x-nonce") ?? undefined}
    >
      {children}
    </LoadedMessages>
  );
}
