"use client";

/**
 * Provides the messages of an address to the components below. The document has a script for each
 * address, which runs before React does; a part that is opened later loads its own.
 */
import { NextIntlClientProvider } from "next-intl";
import { useServerInsertedHTML } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useRef } from "react";
import { loadPageMessages, type PageMessages } from "@/lib/client/page-messages";
import { parseCatalogueAddress } from "@/lib/domain/screen/catalogue-address";

type LoadedMessagesProps = {
  language: string;
  timeZone: string;
  address: string;
  /** The nonce of this response. */
  nonce: string | undefined;
  children: ReactNode;
};

const Around = createContext<PageMessages>({});

export function LoadedMessages(props: LoadedMessagesProps) {
  const { language, timeZone, address, nonce, children } = props;
  const around = use(Around);
  const own = use(findMessages(address));
  const messages = useMemo(() => ({ ...around, ...own }), [around, own]);
  const isInserted = useRef(false);
  useServerInsertedHTML(() => {
    if (isInserted.current) return null;
    isInserted.current = true;
    // Without async, so that what comes after it in the document waits for it.
    // oxlint-disable-next-line nextjs/no-sync-scripts
    return <script src={address} nonce={nonce} />;
  });
  return (
    <Around value={messages}>
      <NextIntlClientProvider locale={language} timeZone={timeZone} messages={messages}>
        {children}
      </NextIntlClientProvider>
    </Around>
  );
}

/** The bundler leaves the server's way, and all messages with it, out of what browsers get. */
function findMessages(address: string): Promise<PageMessages> {
  if (typeof window !== "undefined") return loadPageMessages(address);
  return loadPageMessages(address, async () => {
    const { loadMessages } = await import("@/lib/messages/load-messages");
    const { language, names } = parseCatalogueAddress(address);
    return loadMessages(language, names);
  });
}
