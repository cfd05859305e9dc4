/**
 * Frames the pages before sign-in: the ledger's cover at the left, its first sheet at the right.
 */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SignedOut } from "./signed-out";

export function SignInFrame({ title, children }: { title: ReactNode; children: ReactNode }) {
  const t = useTranslations("sign-in");
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] sm:grid-cols-[minmax(280px,38%)_1fr] sm:grid-rows-1">
      <header className="bg-spine px-edge py-4 text-spine-ink sm:flex sm:flex-col sm:justify-between sm:p-12">
        <p className="text-lg font-semibold sm:text-xl">{t("product")}</p>
        <p className="mt-1 max-w-[34ch] text-sm text-spine-ink-2 max-sm:hidden">{t("about")}</p>
      </header>
      <main id="main" className="sm:perf-page px-edge py-8 sm:px-16 sm:py-12">
        <div className="grid max-w-[400px] gap-6">
          <h1>{title}</h1>
          {children}
          <SignedOut />
        </div>
      </main>
    </div>
  );
}
