/**
 * The document with its language, theme and messages. It is rendered for each request, because its
 * CSP has a nonce.
 */
import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { readPreference } from "@/lib/domain/screen/preference-cookie";
import { Providers } from "./providers";
import { PageMessages } from "./page-messages";
import "./globals.css";

/**
 * Search engines must not index an internal application. Browsers must not translate it: they
 * replace the text nodes that React updates, so that a page fails or keeps an old text.
 */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Counterfoil", template: "%s · Counterfoil" },
    description: t("description"),
    robots: { index: false, follow: false },
    other: { google: "notranslate" },
  };
}

export const viewport: Viewport = { colorScheme: "light dark", viewportFit: "cover" };

export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce");
  const jar = await cookies();
  const theme = readPreference("theme", (name) => jar.get(name)?.value);
  const pinned = theme === "light" || theme === "dark" ? { "data-theme": theme } : {};
  return (
    <html lang={await getLocale()} translate="no" {...pinned}>
      <body>
        <PageMessages of={["ui", "shell", "problem"]}>
          <Providers nonce={nonce}>{children}</Providers>
        </PageMessages>
      </body>
    </html>
  );
}
