/** How tills are counted: how blind, how often again, with which float and which pieces. */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountingSettings } from "@/components/count-settings/count-settings";
import { businessDateOf } from "@/lib/domain/business-date";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("counting") };
}

export default async function CountingPage() {
  return <CountingSettings centres={await listWithDate()} />;
}

/** With the business date that is running in each of them now. */
async function listWithDate() {
  const centres = await listCentres(await pageScope("centre:administer"));
  const now = Date.now();
  return centres.map((centre) => ({
    id: centre.id,
    name: centre.name,
    currency: centre.currency,
    today: businessDateOf(now, centre),
  }));
}
