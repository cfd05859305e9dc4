"use client";

/** Tells that there is no centre yet, and who adds one. */
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

export function NoCentres({ mayAdminister }: { mayAdminister: boolean }) {
  const t = useTranslations("first-day.no-centres");
  return (
    <div className="border-t border-rule">
      <EmptyState
        title={t("title")}
        hint={mayAdminister ? t("hint-administrator") : t("hint")}
        action={
          mayAdminister && (
            <ButtonLink kind="do" href="/settings/centres">
              {t("action")}
            </ButtonLink>
          )
        }
      />
    </div>
  );
}
