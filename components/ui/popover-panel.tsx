"use client";

/** Shows the content of a popover, anchored to its button. */
import { Popover as Radix } from "radix-ui";
import { type ReactNode, useMemo } from "react";
import { classNames } from "./class-names";
import type { AnchoredOverlayProps } from "./lazy-overlay";
import { useAnchorFocus } from "./overlay-focus";

type PopoverPanelProps = AnchoredOverlayProps & {
  /** A screen reader announces it by this name. */
  label: string;
  align?: "start" | "center" | "end" | undefined;
  className?: string | undefined;
  children: ReactNode;
};

export function PopoverPanel(props: PopoverPanelProps) {
  const { open, onOpenChange, id, anchor, label, align, className, children } = props;
  const virtualRef = useMemo(() => ({ current: anchor ?? document.body }), [anchor]);
  const anchorFocus = useAnchorFocus(anchor);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Anchor virtualRef={virtualRef} />
      <Radix.Portal>
        <Radix.Content
          {...anchorFocus}
          id={id}
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
