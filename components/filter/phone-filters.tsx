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
  /** What else can be done with the page; the row scrolls sideways to it. */
  beside?: ReactNode;
  children: ReactNode;
};

export function PhoneFilters({ dates, narrowing, show, beside, children }: PhoneFiltersProps) {
  const t = useTranslations("filter");
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className="-mx-edge flex gap-2 overflow-x-auto px-edge [scrollbar-width:none] sm:hidden [&>*]:shrink-0">
        <div className="min-w-44 grow">{dates}</div>
        <Button onClick={() => setOpen(true)} aria-haspopup="dialog" className="grow">
          {t("button", { count: narrowing })}
        </Button>
        {beside}
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
