"use client";

/** Says on every page that the disk is almost full, and goes away by itself when there is room. */
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";

const LOOK_AGAIN_MS = 15_000;

export function StorageNotice() {
  const t = useTranslations("shell.storage-full");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <p
      role="status"
      className="no-print border-b border-rule-strong bg-uncounted-wash px-edge py-2 text-sm"
    >
      <strong>{t("title")}</strong> {t("text")}
    </p>
  );
}
