"use client";

/**
 * Provides the messages of an address to the components below. While a browser loads them, what the
 * server has rendered stays as it is.
 */
import { NextIntlClientProvider } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";
import { loadPageMessages } from "@/lib/client/page-messages";

type LoadedMessagesProps = {
  language: string;
  timeZone: string;
  address: string;
  children: ReactNode;
};

type Messages = Awaited<ReturnType<typeof loadPageMessages>>;

const Around = createContext<Messages>({});

export function LoadedMessages({ language, timeZone, address, children }: LoadedMessagesProps) {
  const around = use(Around);
  const own = use(loadMessages(address));
  const messages = useMemo(() => ({ ...around, ...own }), [around, own]);
  return (
    <Around value={messages}>
      <NextIntlClientProvider locale={language} timeZone={timeZone} messages={messages}>
        {children}
      </NextIntlClientProvider>
    </Around>
  );
}

const rendered = new Map<string, Promise<Messages>>();

/** The bundler leaves the server's way, and all messages with it, out of what browsers get. */
function loadMessages(address: string): Promise<Messages> {
  if (typeof window !== "undefined") return loadPageMessages(address);
  const known = rendered.get(address);
  if (known !== undefined) return known;
  const messages = import("./rendered-messages").then((module) => module.readMessages(address));
  rendered.set(address, messages);
  return messages;
}
