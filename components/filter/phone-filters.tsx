"use client";

/** Lays out the filters of a phone: the dates directly, and everything else behind one button. */
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

type PhoneFiltersProps = {
  dates: ReactNode;
  /** Counts the filters that are set, apart from the dates. */
  narrowing: number;
  /** This label closes the dialog and says what is shown then. */
  show: string;
  children: ReactNode;
};

export function PhoneFilters({ dates, narrowing, show, children }: PhoneFiltersProps) {
  const t = useTranslations("filter");
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)] gap-2 sm:hidden">
        {dates}
        <Button onClick={() => setOpen(true)} aria-haspopup="dialog">
          {t("button", { count: narrowing })}
        </Button>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t("title")}
        footer={
          <Button kind="do" onClick={() => setOpen(false)}>
            {show}
          </Button>
        }
      >
        <div className="grid gap-4">{children}</div>
      </Dialog>
    </>
  );
}
