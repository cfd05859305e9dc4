"use client";

/** Shows the devices that counters share, and the PINs with which they sign in on them. */
import { useTranslations } from "next-intl";
import type { DeviceRow, PinState } from "@/lib/contracts/device";
import type { DeviceCentre } from "./device-centre";
import { DeviceList } from "./device-list";
import { PinList } from "./pin-list";

type DevicePageProps = {
  /** Null for readers who do not administer people. */
  devices: DeviceRow[] | null;
  /** The reader's own; empty for readers who do not count. */
  ownPins: PinState[];
  centres: DeviceCentre[];
};

export function DevicePage({ devices, ownPins, centres }: DevicePageProps) {
  const t = useTranslations("device");
  return (
    <>
      {devices !== null && <DeviceList devices={devices} centres={centres} />}
      {devices !== null && <PinList title={t("pins")} centres={centres} initial={[]} />}
      {ownPins.length > 0 && <PinList title={t("own-pins")} centres={null} initial={ownPins} />}
    </>
  );
}
