"use client";

/** Tells on a shared device who is counting, and lets the next person take their place. */
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SignOutForm } from "../shell/sign-out-form";
import { Button } from "../ui/button";

export function SharedDeviceBar({ name }: { name: string }) {
  const t = useTranslations("till-count");
  const [leaving, setLeaving] = useState(false);
  return (
    <div className="no-print flex items-center justify-between gap-x-4 border-b border-rule px-edge py-1.5">
      <p className="min-w-0 text-sm text-ink-2">{t("shared-device", { name })}</p>
      <Button size="small" className="shrink-0" onClick={() => setLeaving(true)}>
        {t("switch-person")}
      </Button>
      {leaving && <SignOutForm open={leaving} onOpenChange={setLeaving} />}
    </div>
  );
}
