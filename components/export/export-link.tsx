"use client";

/** Leads to the file of exactly the lines that the screen shows. */
import { useTranslations } from "next-intl";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";

export function ExportLink({ href, className }: { href: string; className?: string }) {
  const t = useTranslations("export");
  return (
    <a href={href} download title={t("hint")} className={`${buttonClass({})} ${className ?? ""}`}>
      <Icon name="download" />
      {t("csv")}
    </a>
  );
}
