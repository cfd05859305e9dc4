/** A guide, as it stands in docs/guides, in the reader's language. */
import type { Metadata } from "next";
import { PrefetchOnHoverLink } from "@/components/ui/lazy/prefetch-on-hover-link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { GuideBlocks } from "@/components/help/guide-text";
import { pageActor } from "@/lib/server/auth/page";
import { GUIDES, isGuideName, readGuide } from "@/lib/server/guides/guide";

type PageProps = { params: Promise<{ guide: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { guide } = await params;
  return isGuideName(guide) ? { title: (await readGuide(guide, await getLocale())).title } : {};
}

export default async function Page({ params }: PageProps) {
  await pageActor();
  const { guide: name } = await params;
  if (!isGuideName(name)) notFound();
  const t = await getTranslations("shell.help");
  const { title, tokens, sections } = await readGuide(name, await getLocale());
  const ids = new Map(sections.map(({ heading, id }) => [heading, id]));
  return (
    <div className="grid max-w-[80ch] gap-3 px-edge py-5">
      <nav aria-label={t("guides")} className="no-print flex flex-wrap gap-x-4 gap-y-1">
        {GUIDES.map((guide) => (
          <PrefetchOnHoverLink
            key={guide}
            href={`/help/${guide}`}
            aria-current={guide === name ? "page" : undefined}
            className="py-1 aria-[current]:text-ink aria-[current]:no-underline"
          >
            {t(guide)}
          </PrefetchOnHoverLink>
        ))}
      </nav>
      <h1>{title}</h1>
      <nav aria-label={t("sections")}>
        <ul className="flex flex-wrap gap-x-4">
          {sections.map(({ id, heading }) => (
            <li key={id}>
              <a href={`#${id}`} className="inline-block py-0.5">
                {heading}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <GuideBlocks tokens={tokens} idOf={(heading) => ids.get(heading)} />
    </div>
  );
}
