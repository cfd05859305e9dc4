"use client";

/** Lists the devices on which counters sign in by PIN, and allows and revokes them. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { devicesQuery, revokeDevice } from "@/lib/client/devices";
import type { DeviceRow } from "@/lib/contracts/device";
import { RevokeDialog } from "../settings/revoke-dialog";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Instant } from "../ui/instant";
import { AllowDeviceDialog } from "./allow-device-dialog";

type DeviceListProps = { devices: DeviceRow[]; offer: CentreOffer<OfferedCentre> };

export function DeviceList({ devices: initial, offer }: DeviceListProps) {
  const t = useTranslations("device");
  const queryClient = useQueryClient();
  const { data: devices } = useQuery({ ...devicesQuery(), initialData: initial });
  const [allowing, setAllowing] = useState(false);
  const [revoked, setRevoked] = useState<DeviceRow | null>(null);
  return (
    <>
      <IntroductionBar about={t("about")}>
        <Button kind="do" disabled={offer.count === 0} onClick={() => setAllowing(true)}>
          {t("allow")}
        </Button>
      </IntroductionBar>
      {devices.length === 0 ? (
        <EmptyState title={t("none")} hint={t("none-hint")} />
      ) : (
        <SettingsTable
          caption={t("caption")}
          columns={[
            { label: t("name") },
            { label: t("centre") },
            { label: t("allowed"), isHiddenOnPhones: true },
            { label: t("last-used"), isHiddenOnPhones: true },
          ]}
          action={t("revoke")}
        >
          {devices.map((device) => (
            <tr key={device.id}>
              <th scope="row">{device.name}</th>
              <td>{device.centreName}</td>
              <td className="max-sm:hidden">
                {device.allowedBy}, <Instant iso={device.allowedAt} />
              </td>
              <td className="max-sm:hidden">
                {device.lastUsedAt === null ? (
                  <span className="text-ink-3 italic">{t("not-used")}</span>
                ) : (
                  <Instant iso={device.lastUsedAt} />
                )}
              </td>
              <RowAction
                label={t("revoke")}
                name={t("revoke-one", { name: device.name })}
                onPress={() => setRevoked(device)}
              />
            </tr>
          ))}
        </SettingsTable>
      )}
      {allowing && <AllowDeviceDialog offer={offer} onClose={() => setAllowing(false)} />}
      {revoked !== null && (
        <RevokeDialog
          of="device"
          name={revoked.name}
          revoke={async () => {
            await revokeDevice(revoked.id);
            await queryClient.invalidateQueries(devicesQuery());
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </>
  );
}
