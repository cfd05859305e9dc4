"use client";

/**
 * Loads the messages of a part together with its code, where a page is complete without them. The
 * layout names their addresses, because these have the version of what they contain.
 */
import { NextIntlClientProvider, useLocale, useMessages } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";
import { loadPageMessages, type PageMessages } from "@/lib/client/page-messages";
import type { LazyAddresses, LazyNamespace } from "@/lib/domain/screen/catalogue-address";
import { type LazyModule, lazyModule, useLazyModule } from "./lazy-module";

const Addresses = createContext<LazyAddresses | null>(null);

type LazyMessageAddressesProps = { addresses: LazyAddresses; children: ReactNode };

export function LazyMessageAddresses({ addresses, children }: LazyMessageAddressesProps) {
  return <Addresses value={addresses}>{children}</Addresses>;
}

/** Loads the messages once they are needed, and follows their state. */
export function useLazyMessages(names: readonly LazyNamespace[], isNeeded: boolean) {
  const addresses = use(Addresses);
  const own = names.flatMap((name) => addresses?.[name] ?? []);
  return useLazyModule(findMessages(own), isNeeded);
}

const known = new Map<string, LazyModule<PageMessages>>();

function findMessages(addresses: readonly string[]): LazyModule<PageMessages> {
  const key = addresses.join(" ");
  const messages =
    known.get(key) ??
    lazyModule(async () => {
      const parts = await Promise.all(addresses.map((address) => loadPageMessages(address)));
      return Object.assign({}, ...parts) as PageMessages;
    });
  known.set(key, messages);
  return messages;
}

/** Adds messages to those around it. */
export function AddedMessages({ own, children }: { own: PageMessages; children: ReactNode }) {
  const around = useMessages();
  const messages = useMemo(() => ({ ...around, ...own }), [around, own]);
  return (
    <NextIntlClientProvider locale={useLocale()} messages={messages}>
      {children}
    </NextIntlClientProvider>
  );
}
