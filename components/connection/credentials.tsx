"use client";

/** Says which credentials of Cashrec are in use and who set them; administrators replace them. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { credentialsQuery, removeCredentials } from "@/lib/client/connection";
import type { CredentialsStatus } from "@/lib/contracts/cashrec-credentials";
import { RevokeDialog } from "../settings/revoke-dialog";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { CredentialsDialog } from "./credentials-dialog";

type CredentialsProps = { initial: CredentialsStatus; centreId: string; businessDate: string };

export function Credentials({ initial, centreId, businessDate }: CredentialsProps) {
  const t = useTranslations("credentials");
  const router = useRouter();
  const queryClient = useQueryClient();
  const { data: status } = useQuery(credentialsQuery(initial));
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const { stored, blockedBy, version, host } = status;
  const onChanged = async () => {
    await queryClient.invalidateQueries({ queryKey: ["cashrec"] });
    router.refresh();
  };
  return (
    <section className="px-edge pt-6" aria-labelledby="credentials">
      <h2 id="credentials">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">
        {t(`from-${status.from}`)} {t("about")}
      </p>
      {stored !== "none" && <SetBy status={status} />}
      {stored === "unreadable" && (
        <Notice kind="warn" title={t("unreadable")} className="mt-3 max-w-[90ch] px-4">
          {t("unreadable-hint")}
        </Notice>
      )}
      {blockedBy !== null && <p className="mt-2 max-w-[70ch]">{t(`blocked-${blockedBy}`)}</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        {blockedBy === null && (
          <Button onClick={() => setOpen("change")}>
            {t(stored === "none" ? "enter" : "change")}
          </Button>
        )}
        {stored !== "none" && <Button onClick={() => setOpen("remove")}>{t("remove")}</Button>}
      </div>
      {open === "change" && (
        <CredentialsDialog
          status={status}
          centreId={centreId}
          businessDate={businessDate}
          onChanged={onChanged}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "remove" && (
        <RevokeDialog
          of="credentials"
          name={host ?? ""}
          revoke={async () => {
            await removeCredentials(version);
            await onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

function SetBy({ status }: { status: CredentialsStatus }) {
  const t = useTranslations("credentials");
  const { host, setBy, setAt, isChecked } = status;
  return (
    <p className="mt-2 max-w-[70ch]">
      {setBy === null
        ? t("set-unnamed", { host: host ?? "" })
        : t("set", { host: host ?? "", name: setBy })}
      {setAt !== null && <Instant iso={setAt} />}. {t(isChecked ? "accepted" : "unchecked")}
    </p>
  );
}
