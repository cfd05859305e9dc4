/**
 * How tills are counted: the blind mode, the number of recounts, the floats and the denominations.
 */
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CountSettings } from "@/components/count-settings/count-settings";
import { pack } from "@/lib/domain/screen/packed-rows";
import { PAGE_ROWS } from "@/lib/domain/screen/page";
import { pageScope } from "@/lib/server/auth/page";
import { getOwnCounting } from "@/lib/server/centres/counting-of-all";
import { offerCentres } from "@/lib/server/centres/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("counting") };
}

export default async function CountingPage() {
  const scope = await pageScope("centre:administer");
  const offer = await offerCentres(scope, "centre:administer");
  const first = offer.centres[0]?.id ?? "";
  const { own, centre } = await getOwnCounting(scope, { limit: PAGE_ROWS, centreId: first });
  return (
    <PageMessages of={["counting"]}>
      <CountSettings offer={offer} initial={pack(own)} first={centre} />
    </PageMessages>
  );
}
