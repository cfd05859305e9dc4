/**
 * The settings of centres: the list of them, their currency and the hours of their business day.
 */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CentreList } from "@/components/centre/centre-list";
import { CENTRE_COLUMNS } from "@/lib/contracts/centre";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("centres") };
}

export default async function CentresPage() {
  const scope = await pageScope("centre:administer");
  return <CentreList centres={await listCentres(scope)} columns={CENTRE_COLUMNS} />;
}
