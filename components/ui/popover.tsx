"use client";

/** What floats beside its button, holds controls, and leaves the page in reach. */
import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PopoverProps = {
  /** One element that can be pressed, such as a `Button`. */
  trigger: ReactNode;
  /** What a screen reader calls it. */
  label: string;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

export function Popover({ trigger, label, align, className, children, ...rest }: PopoverProps) {
  return (
    <Radix.Root {...rest}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align ?? "start"}
          sideOffset={4}
          collisionPadding={8}
          className={classNames(
            "floating z-50 max-h-(--radix-popover-content-available-height) overflow-y-auto",
            className ?? "p-4",
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
