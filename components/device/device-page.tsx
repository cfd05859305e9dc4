"use client";

/** Shows the devices that counters share, and the PINs with which they sign in on them. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useTranslations } from "next-intl";
import type { DeviceRow, PinState } from "@/lib/contracts/device";
import { DeviceList } from "./device-list";
import { PinList } from "./pin-list";

type DevicePageProps = {
  /** Null for readers who do not administer people. */
  devices: DeviceRow[] | null;
  /** The reader's own; empty for readers who do not count. */
  ownPins: PinState[];
  offer: CentreOffer<OfferedCentre>;
};

export function DevicePage({ devices, ownPins, offer }: DevicePageProps) {
  const t = useTranslations("device");
  return (
    <>
      {devices !== null && <DeviceList devices={devices} offer={offer} />}
      {devices !== null && <PinList title={t("pins")} offer={offer} initial={[]} />}
      {ownPins.length > 0 && <PinList title={t("own-pins")} offer={null} initial={ownPins} />}
    </>
  );
}
