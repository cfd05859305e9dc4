/** The document: language, theme and words. Rendered for each request, as its CSP has a nonce. */
import type { Metadata, Viewport } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./providers";
import { Words } from "./words";
import "./globals.css";

/** Nobody finds a page of this in a search engine: it is for those who work here. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return {
    title: { default: "Counterfoil", template: "%s · Counterfoil" },
    description: t("description"),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = { colorScheme: "light dark", viewportFit: "cover" };

export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce");
  const theme = (await cookies()).get("theme")?.value;
  const pinned = theme === "light" || theme === "dark" ? { "data-theme": theme } : {};
  return (
    <html lang={await getLocale()} {...pinned}>
      <body>
        <Words of={[]}>
          <Providers nonce={nonce}>{children}</Providers>
        </Words>
      </body>
    </html>
  );
}
