"use client";

/** Frames the one page of somebody who has to set up a second factor first. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AccountMenu } from "./account-menu";

type EnrolmentFrameProps = { name: string; roles: string[]; children: ReactNode };

export function EnrolmentFrame({ name, roles, children }: EnrolmentFrameProps) {
  const t = useTranslations("shell");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="no-print flex h-12 items-center justify-between gap-4 border-b border-rule px-edge sm:h-11">
        <span className="font-semibold">{t("product")}</span>
        <AccountMenu name={name} roles={roles} />
      </header>
      <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}
