/**
 * The messages that a part of the product needs in the browser, in addition to those of the parts
 * around it. A page names their address, and browsers keep them: they are not sent within it.
 */
import { getLocale, getTimeZone } from "next-intl/server";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { readLanguage } from "@/lib/domain/format";
import { findCatalogueAddress } from "@/lib/server/language/catalogues";
import type { Namespace } from "@/lib/server/language/messages";
import { LoadedMessages } from "./loaded-messages";

type PageMessagesProps = { of: readonly Namespace[]; children: ReactNode };

export async function PageMessages({ of, children }: PageMessagesProps) {
  const language = readLanguage(await getLocale());
  const address = await findCatalogueAddress(language, of);
  preload(address, { as: "fetch", crossOrigin: "anonymous" });
  return (
    <LoadedMessages language={language} timeZone={await getTimeZone()} address={address}>
      {children}
    </LoadedMessages>
  );
}
