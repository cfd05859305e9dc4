/** What is shown without a network: the service worker keeps it, so it must need no script. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button-class";
import { ButtonLink } from "@/components/ui/button-link";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shell.offline"))("title") };
}

export default async function Page() {
  const t = await getTranslations("shell.offline");
  return (
    <main className="grid max-w-[70ch] justify-items-start gap-3 px-edge py-8">
      <h1>{t("title")}</h1>
      <p className="text-ink-2">{t("hint")}</p>
      <p className="flex flex-wrap gap-2">
        {/* An empty address is the one that was opened. */}
        <a href="" className={buttonClass({ kind: "do" })}>
          {t("again")}
        </a>
        <ButtonLink href="/till-counts">{t("count")}</ButtonLink>
      </p>
    </main>
  );
}
