/** The devices that counters share, and the PINs with which they sign in on them. */
import { offerAll } from "@/lib/domain/screen/centre-offer";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { DevicePage } from "@/components/device/device-page";
import { proveAnywhere } from "@/lib/domain/permission";
import { pageActor } from "@/lib/server/auth/page";
import { offerCentres } from "@/lib/server/centres/queries";
import { listDevices, listOwnPins } from "@/lib/server/devices/queries";
import { PageMessages } from "../../../page-messages";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("devices") };
}

export default async function DevicesPage() {
  const actor = await pageActor();
  const administers = proveAnywhere(actor, "device:administer");
  const counts = proveAnywhere(actor, "till-count:record");
  // A session by PIN sets no PIN.
  if (actor.limitedTo !== null || (administers === null && counts === null)) notFound();
  const offer =
    administers === null ? offerAll([]) : await offerCentres(administers, "device:administer");
  return (
    <PageMessages of={["device"]}>
      <DevicePage
        devices={administers === null ? null : await listDevices(administers)}
        ownPins={counts === null ? [] : await listOwnPins(counts)}
        offer={offer}
      />
    </PageMessages>
  );
}
