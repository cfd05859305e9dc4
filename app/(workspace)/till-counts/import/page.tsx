import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportScreen } from "@/components/till-count/import-screen";
import { pageScope } from "@/lib/server/auth/page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("till-count.import");
  return { title: t("title") };
}

export default async function ImportPage() {
  await pageScope("till-count:import");
  return <ImportScreen />;
}
