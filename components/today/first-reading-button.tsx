"use client";

/** Reads the first cash sheets of the last days. */
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type FirstReadingButtonProps = {
  kind: "do" | "plain";
  onRead: () => void;
  working: boolean;
  className?: string;
};

export function FirstReadingButton({ onRead, working, ...look }: FirstReadingButtonProps) {
  const t = useTranslations("first-day.steps.reading");
  return (
    <Button {...look} working={working && t("working")} onClick={onRead}>
      {t("action")}
    </Button>
  );
}
