"use client";

/** Lists the passkeys of the user. */
import { useTranslations } from "next-intl";
import type { PasskeyRow } from "@/lib/contracts/passkey";
import { RowAction, SettingsTable } from "../settings/settings-list";
import { Instant } from "../ui/instant";

type PasskeyTableProps = {
  passkeys: readonly PasskeyRow[];
  onChoose: (passkey: PasskeyRow) => void;
};

export function PasskeyTable({ passkeys, onChoose }: PasskeyTableProps) {
  const t = useTranslations("second-factor");
  return (
    <SettingsTable
      caption={t("passkeys")}
      columns={[
        { label: t("passkey-name") },
        { label: t("passkey-created"), isHiddenOnPhones: true },
        { label: t("passkey-used") },
      ]}
      action={t("passkey-change")}
    >
      {passkeys.map((passkey) => (
        <tr key={passkey.id}>
          <th scope="row" className="break-words whitespace-normal">
            {passkey.name}
          </th>
          <td className="max-sm:hidden">
            <Instant iso={passkey.createdAt} />
          </td>
          <td>
            {passkey.lastUsedAt === null ? (
              t("passkey-unused")
            ) : (
              <Instant iso={passkey.lastUsedAt} />
            )}
          </td>
          <RowAction
            label={t("passkey-change")}
            name={t("passkey-change-one", { name: passkey.name })}
            onPress={() => onChoose(passkey)}
          />
        </tr>
      ))}
    </SettingsTable>
  );
}
