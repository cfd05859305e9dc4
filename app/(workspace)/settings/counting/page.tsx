/**
 * How tills are counted: the blind mode, the number of recounts, the floats and the denominations.
 */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountSettings } from "@/components/count-settings/count-settings";
import { computeBusinessDate } from "@/lib/domain/business-date";
import { pageScope } from "@/lib/server/auth/page";
import { listCentres } from "@/lib/server/centres/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("counting") };
}

export default async function CountingPage() {
  return <CountSettings centres={await listWithDate()} />;
}

/** Adds the current business date to each centre. */
async function listWithDate() {
  const centres = await listCentres(await pageScope("centre:administer"));
  const now = Date.now();
  return centres.map((centre) => ({
    id: centre.id,
    name: centre.name,
    currency: centre.currency,
    today: computeBusinessDate(now, centre),
  }));
}
