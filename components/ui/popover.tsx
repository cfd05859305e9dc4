"use client";

/** What floats beside its button, holds controls, and leaves the page in reach. */
import type { ReactNode } from "react";
import { lazyOverlay, OverlayTrigger, type TriggerProps } from "./lazy-overlay";

type PopoverProps = {
  /** What can be pressed, such as a `Button`. */
  trigger: (props: TriggerProps) => ReactNode;
  /** What a screen reader calls it. */
  label: string;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
  children: ReactNode;
};

const Panel = lazyOverlay(() => import("./popover-panel").then((panel) => panel.PopoverPanel));

export function Popover({ trigger, open, onOpenChange, ...panel }: PopoverProps) {
  return (
    <OverlayTrigger popup="dialog" {...{ trigger, open, onOpenChange }} prefetch={Panel.prefetch}>
      {(overlay) => <Panel {...overlay} {...panel} />}
    </OverlayTrigger>
  );
}
