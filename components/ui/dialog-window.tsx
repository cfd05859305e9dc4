"use client";

/** Renders the window of a dialog: its backdrop, its title, its content, and its footer. */
import { Dialog as Radix } from "radix-ui";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import { useRestoredFocus } from "./overlay-focus";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  wide?: boolean;
  /** Has the focus at first, unless it is disabled. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** A press beside the dialog is ignored, because it may be meant for what opened the dialog. */
  ignoresOutside?: boolean;
  children?: ReactNode;
};

export function DialogWindow(props: DialogProps) {
  const t = useTranslations("ui");
  const restoredFocus = useRestoredFocus(props.initialFocus);
  const describedBy = props.description === undefined ? { "aria-describedby": undefined } : {};
  return (
    <Radix.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Radix.Content
          {...describedBy}
          {...restoredFocus}
          onInteractOutside={(event) => {
            if (props.ignoresOutside === true) event.preventDefault();
          }}
          className={classNames(
            "floating fixed top-1/2 left-1/2 z-50 flex max-h-[85dvh] -translate-x-1/2 -translate-y-1/2 flex-col",
            "w-[calc(100vw-32px)]",
            props.wide === true ? "max-w-[720px]" : "max-w-[480px]",
          )}
        >
          <Radix.Title className="pt-5 pr-16 pb-2 pl-6">{props.title}</Radix.Title>
          <div className="min-h-0 overflow-y-auto px-6 pb-5">
            {props.description !== undefined && (
              <Radix.Description className="mb-4 text-ink-2">{props.description}</Radix.Description>
            )}
            {props.children}
          </div>
          {props.footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-rule px-6 py-4">
              {props.footer}
            </div>
          )}
          {/* It comes last, so that the dialog's own field is focused first. */}
          <Radix.Close
            aria-label={t("close")}
            className="absolute top-3 right-3 grid size-11 place-items-center rounded-md hover:bg-hover sm:size-8"
          >
            <Icon name="close" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
